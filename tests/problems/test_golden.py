"""Generators make the same bytes everywhere: the digests hold, and what is drawn and counted leaves no room.

`random.Random` seeded by a number gives the 32-bit words of MT19937 through getrandbits and randbytes; no other
method of it is used, nor numpy's generators, whose streams may change with its version (NEP 19). What numpy
computes here is integers, and quotients of integers below 2^53, which IEEE 754 rounds in one way.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.problems import golden
from tests.problems.shipped import PACKAGES, SLUGS, Shipped

GENERATORS = sorted(PACKAGES.glob("*/data/generators/*.py"))
OF_ITS_OWN = {"edge_cases.py", "weights_bf16.py"}  # differ by package on purpose
DRAWS = {"getrandbits", "randbytes"}
INEXACT = {"random", "normal", "exp", "log", "sin", "cos", "power", "sqrt", "mean", "std", "float32"}


def test_every_family_has_a_digest() -> None:
    described = {
        f"{slug}/{family.name}": {"generator": family.generator, "pool": family.pool or ""}
        for slug in SLUGS
        for family in Shipped(slug).package().families
    }
    listed = {name: {key: row[key] for key in ("generator", "pool")} for name, row in golden.rows().items()}
    assert listed == described


def test_the_digests_hold() -> None:
    assert golden.found() == {name: row["sha256"] for name, row in golden.rows().items()}


@pytest.mark.parametrize("path", GENERATORS, ids=lambda path: f"{path.parents[2].name}-{path.stem}")
def test_a_generator_counts_in_integers_and_draws_raw_bits(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # What a case only tells is written, not computed with.
    told = {id(value) for node in ast.walk(tree) if isinstance(node, ast.Dict) for value in node.values}
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float) and id(node) not in told)
        assert not isinstance(node, ast.Div)
        if not isinstance(node, ast.Attribute):
            continue
        owner = ast.unparse(node.value)
        assert owner not in ("draw", "self.draw") or node.attr in DRAWS
        assert owner not in ("numpy", "np") or node.attr not in INEXACT


@pytest.mark.parametrize("name", sorted({path.name for path in GENERATORS}))
def test_copies_of_a_generator_are_the_same(name: str) -> None:
    copies = {path.read_bytes() for path in GENERATORS if path.name == name}
    assert len(copies) == 1 or name in OF_ITS_OWN
