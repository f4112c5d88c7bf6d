"""Inputs of an explorer, read from the address: numbers as people write them, kept within what makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from questions.quantities import NotANumber, read_quantity


@dataclass(frozen=True)
class Number:
    """``name`` in the address; ``start`` is shown as it is written here."""

    name: str
    label: Promise
    start: str
    low: float
    high: float
    units: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """What came of an input: what was written, its value, and what is wrong with it."""

    input: Number
    written: str
    value: float
    complaint: str = ""


def read(number: Number, query: QueryDict) -> Read:
    """With a fault the start value is used, what was written stays and the fault is said."""
    written = query.get(number.name, "").strip()[:60] or number.start
    start = read_quantity(number.start, number.units)
    try:
        value = read_quantity(written, number.units)
    except NotANumber as wrong:
        return Read(number, written, start, str(wrong))
    if not number.low <= value <= number.high:
        words = {
            "written": written,
            "low": f"{number.low:g}",
            "high": f"{number.high:g}",
            "start": number.start,
        }
        why = _("%(written)s is out of range: expected %(low)s to %(high)s. Shown is %(start)s.") % words
        return Read(number, written, start, why)
    return Read(number, written, value)


def read_all(numbers: tuple[Number, ...], query: QueryDict) -> dict[str, Read]:
    return {number.name: read(number, query) for number in numbers}
