"""The sets are the same from the same seed, large, and readable in parts that the table at their end describes."""

import ast
import json
import zlib
from itertools import pairwise

import pytest

from judge.values import parse_value
from tests.problems.tuning.material import SAMPLES, load, package, sample, text

checker, sets = load("data/checkers/plan.py"), load("data/generators/sets.py")
LEAST_BYTES = 256 << 20


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_what_the_generator_gives(name: str) -> None:
    pool = package().files[f"data/pools/{name}.json"]
    made = sets.generate(b"sample", 0, pool)
    blocks = len(checker.read(made)["sizes"]) * checker.BLOCK
    assert made[:blocks] == sample(name)[:blocks]
    assert checker.read(made)["order"] == checker.read(sample(name))["order"]


def test_another_seed_gives_another_set() -> None:
    pool = package().files["data/pools/homogeneous.json"]
    assert sets.generate(b"another", 0, pool)[:1_000] != sample("homogeneous")[:1_000]


@pytest.mark.parametrize("name", SAMPLES)
def test_what_a_submission_is_given_is_large_and_says_nothing_of_the_table(name: str) -> None:
    case = sample(name)
    data, budget = parse_value(json.dumps(checker.arguments(case)).encode())
    blocks = len(checker.read(case)["sizes"]) * checker.BLOCK
    assert sum(size for _, size in data["metered"]) >= LEAST_BYTES
    assert max(at + size for at, size in data["metered"]) <= blocks
    assert data["most_bytes"] * 16 == sum(size for _, size in data["metered"])
    assert set(budget) & {"sizes", "order", "best"} == set()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_table_is_what_the_starter_packs(name: str) -> None:
    table, starter = checker.read(sample(name)), load("starter/python3.py")
    block = sample(name)[: checker.BLOCK]
    unit = table["budget"]["unit_bytes"]
    found = [starter.packed(setting, block, unit) for setting in table["budget"]["settings"]]
    assert found == table["sizes"][0]


@pytest.mark.parametrize("family", package().families, ids=lambda family: family.name)
def test_the_first_stretches_are_as_the_pool_says(family: object) -> None:
    about = json.loads(package().files[f"data/pools/{family.pool}"])  # type: ignore[attr-defined]
    draw = sets.random.Random(1)
    order = sets.arrangement(draw, about, 2)
    assert len(order) == about["blocks"]
    assert set(order) == set(range(2 * len(about["kinds"])))


def test_the_head_is_like_nothing_after_it() -> None:
    about = json.loads(package().files["data/pools/head.json"])
    first = set(about["stretches"][0]["from"])
    assert all(not first & set(stretch["from"]) for stretch in about["stretches"][1:])


def test_a_dictionary_must_be_the_right_one() -> None:
    table = checker.read(sample("records"))
    names = [setting["name"] for setting in table["budget"]["settings"]]
    plain, right, wrong = (names.index(f"zlib-6{each}") for each in ("", "-dict-logs", "-dict-table"))
    logs = table["sizes"][0]
    assert logs[right] < 0.9 * logs[plain] < logs[wrong]


def test_random_blocks_do_not_shrink_and_lines_do() -> None:
    world = sets.World(sets.random.Random(1))
    assert len(zlib.compress(world.make("random", 9_000))) > 9_000
    assert 2.2 < 65_536 / len(zlib.compress(world.make("text", 65_536), 6)) < 3
    assert 5 < 65_536 / len(zlib.compress(world.make("logs", 65_536), 6)) < 8


def test_the_costs_rise_with_the_work() -> None:
    assert all(one < two for one, two in pairwise(sets.COSTS.values()))


def test_the_generator_counts_in_integers_and_draws_raw_bits() -> None:
    for node in ast.walk(ast.parse(text("data/generators/sets.py"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not isinstance(node, ast.Div)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("draw", "self.draw"):
            assert node.attr in ("getrandbits", "randbytes")
