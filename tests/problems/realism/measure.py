"""Prints a row of the table of real counterparts from a file that you have.

    .venv/bin/python -m tests.problems.realism.measure NAME FILE

NAME is a key of counterparts.yaml, FILE what its `source` names, unpacked.
"""

from __future__ import annotations

import bz2
import hashlib
import lzma
import sys
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.problems.realism.recipes import RECIPES

TABLE = Path(__file__).parent / "counterparts.yaml"
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "zlib": lambda content: zlib.compress(content, 6),
    "bz2": lambda content: bz2.compress(content, 9),
    "xz": lambda content: lzma.compress(content, preset=9 | lzma.PRESET_EXTREME),
}


@cache
def table() -> dict[str, Any]:
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))


def ratios(content: bytes) -> dict[str, float]:
    """Of zlib -6, bz2 -9 and xz -9e."""
    return {name: round(len(content) / len(pack(content)), 3) for name, pack in PACKERS.items()}


def piece(row: dict[str, Any], path: Path) -> bytes:
    """The measured bytes of a counterpart."""
    start = row.get("start", 0)
    return RECIPES[row["recipe"]](path)[start : start + row["bytes"]]


def main(name: str, file: str) -> None:
    content = piece(table()["counterparts"][name], Path(file))
    found = ", ".join(f"{packer}: {ratio}" for packer, ratio in ratios(content).items())
    digest = hashlib.sha256(content).hexdigest()
    print(f"  {name}:\n    bytes: {len(content)}\n    sha256: {digest}\n    ratios: {{{found}}}")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in table()["counterparts"]:
        sys.exit(f"{__doc__}\nNames: {', '.join(table()['counterparts'])}")
    main(*sys.argv[1:])
