"""Curves of packages' own programs that ship with Lossless, measured as the judge measures those of submissions.

A list in JSON says which: package, file of it, language, parameters. What is packed is the package's public text
for curves; one blob is decoded, and the size of every other is that of a blob that was really made.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from judge.bench.table import Column, Row, Table
from judge.build import build
from judge.codec import Codec, Failed
from judge.curve import Curve, decode, measure
from judge.data import generate
from judge.errors import JudgeError
from judge.gate import UNLIMITED
from judge.package.model import Package
from judge.seed import SAMPLE

DIGITS = 4
COLUMNS = (
    Column("parameters", "parameters", None),
    Column("bits", "bits per byte", None),
    Column("seconds", "s of CPU to pack"),
)


@dataclass(frozen=True)
class Listed:
    """One entry of the list. ``entry``: all of it, texts for readers included."""

    entry: dict[str, Any]

    @property
    def title(self) -> str:
        return f"{self.entry['package']} {self.entry['file']}"

    @property
    def sizes(self) -> Sequence[int]:
        return [size for size, _ in self.entry["points"]]

    def measured(self, curve: Curve) -> dict[str, Any]:
        """The entry with what was found in the place of its points."""
        return {**self.entry, "points": [[size, round(bits, DIGITS)] for size, bits in curve.points]}


def read(path: Path) -> list[Listed]:
    """Raises JudgeError where there is no such list."""
    try:
        return [Listed(entry) for entry in json.loads(path.read_text())["curves"]]
    except (OSError, ValueError, KeyError) as wrong:
        raise JudgeError(f"{path} is no list of curves: {wrong}") from None


def write(path: Path, found: Sequence[tuple[Listed, Curve]]) -> None:
    """Put what was found into the list. One entry a line: indented points would fill pages."""
    news = {listed.entry["key"]: listed.measured(curve) for listed, curve in found}
    entries = [news.get(listed.entry["key"], listed.entry) for listed in read(path)]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    path.write_text(f'{{"schema": 1, "curves": [\n{lines}\n]}}\n')


def measure_listed(listed: Listed, package: Package) -> Curve:
    """Pack at all sizes, and decode one. Raises JudgeError for a program that fails, or a package without a
    curve."""
    family = next((family for family in package.families if family.curve), None)
    if family is None:
        raise JudgeError(f"{package.slug} has no curve")
    codec = Codec.of(package, package.files[listed.entry["file"]], language=listed.entry["language"])
    try:
        codec = replace(codec, source=build(codec, package.limits.code_bytes).code)
        return _measured(codec, generate(package, family, SAMPLE), listed.sizes)
    except Failed as failed:
        raise JudgeError(f"{listed.title}: {failed.verdict} {failed.text}") from None


def _measured(codec: Codec, data: bytes, sizes: Sequence[int]) -> Curve:
    draw = random.Random(0)  # noqa: S311 - the package's own program is not to be surprised
    curve = measure(codec, data, sizes, UNLIMITED, draw)
    size, packed = draw.choice(curve.packed)
    with codec.loaded() as sandbox:
        decode(replace(codec, size=size), sandbox, packed.output, data, UNLIMITED)
    return curve


def table(found: Sequence[tuple[Listed, Curve]]) -> Table:
    """One row for each point."""
    rows = [
        Row(
            listed.title,
            {"parameters": size, "bits": 8 * len(packed.output) / curve.data_bytes, "seconds": packed.cpu},
        )
        for listed, curve in found
        for size, packed in curve.packed
    ]
    return Table("curves", "Curves of packages' own programs", COLUMNS, tuple(rows))
