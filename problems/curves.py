"""Scaling curves that ship with Lossless: measured once by ``python -m judge bench curves``, kept as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from texts.languages import CHINESE, reader_language

SHIPPED = Path(__file__).parent / "curves.json"


@dataclass(frozen=True)
class ShippedCurve:
    """``points``: parameters and bits per byte, sizes rising. Texts by language."""

    key: str
    names: dict[str, str]
    data: dict[str, str]
    method: dict[str, str]
    points: tuple[tuple[float, float], ...]

    @property
    def name(self) -> str:
        return self.names[reader_language()]

    @property
    def remark(self) -> str:
        """How it was measured, and on what."""
        language = reader_language()
        # Chinese has no space after a full stop.
        return ("" if language == CHINESE else " ").join([self.method[language], self.data[language]])


def shipped_curves() -> tuple[ShippedCurve, ...]:
    return read_curves(SHIPPED)


@lru_cache(maxsize=4)
def read_curves(path: Path) -> tuple[ShippedCurve, ...]:
    """None where the file is not there: a site can do without. Raises KeyError, ValueError on another form."""
    if not path.exists():
        return ()
    found = json.loads(path.read_text())
    return tuple(
        ShippedCurve(
            key=each["key"],
            names=each["name"],
            data=each["data"],
            method=each["method"],
            points=tuple(sorted((float(size), float(bits)) for size, bits in each["points"])),
        )
        for each in found["curves"]
    )
