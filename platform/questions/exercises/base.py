"""What an exercise is: numbers drawn anew at each try, answers computed from them, texts with places for both."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import floor, isclose, log10
from random import Random
from typing import ClassVar

from django.utils.translation import gettext as _

from questions.quantities import NotANumber, read_quantity

Values = Mapping[str, float | str]
_PLACE = re.compile(r"\{\{\s*(\w+)(?::([^}]*))?\s*\}\}")


def _as_it_is(answer: float) -> tuple[float, ...]:
    return (answer,)


@dataclass(frozen=True)
class Field:
    """A number that is asked for. ``tolerance``: relative; ``units`` as in read_quantity.

    ``forms``: values that say the same as the answer, such as a factor and the change that it means.
    """

    name: str
    tolerance: float = 0.01
    units: Mapping[str, float] = field(default_factory=dict)
    forms: Callable[[float], tuple[float, ...]] = _as_it_is

    def is_right(self, written: str, values: Values) -> bool:
        """Raises NotANumber."""
        got = read_quantity(written, self.units)
        answer = float(values[self.name])
        return any(isclose(got, form, rel_tol=self.tolerance, abs_tol=1e-12) for form in self.forms(answer))


@dataclass(frozen=True)
class Choice:
    """One of several words; ``options`` are the same in both languages or named in the texts."""

    name: str
    options: tuple[str, ...]

    def is_right(self, written: str, values: Values) -> bool:
        """Raises NotANumber where nothing is chosen."""
        if written not in self.options:
            raise NotANumber(_("Choose one of %(options)s.") % {"options": ", ".join(self.options)})
        return written == values[self.name]


class Exercise(ABC):
    """One exercise. ``values`` holds all that its texts show, the answers under the names of their fields."""

    fields: ClassVar[tuple[Field | Choice, ...]]

    @abstractmethod
    def draw(self, random: Random) -> dict[str, float]:
        """What is given: round numbers, as an interviewer would say them."""

    @abstractmethod
    def values(self, given: Mapping[str, float]) -> Values:
        """What is given, and all that follows from it."""

    def example(self) -> Values:
        return self.values(self.draw(Random(0)))  # noqa: S311 - no secret

    @staticmethod
    def names_in(text: str) -> set[str]:
        return {name for name, _form in _PLACE.findall(text)}


def fill(text: str, values: Values) -> str:
    """The text with numbers in its places: ``{{loss:.3f}}``, and ``{{n:tex}}`` inside a formula."""
    return _PLACE.sub(lambda found: shown(values[found.group(1)], found.group(2) or ""), text)


def shown(value: float | str, form: str) -> str:
    if isinstance(value, str):
        return value
    if form.startswith("tex"):
        return power_of_ten(value, int(form.removeprefix("tex") or 3))
    return format(value, form) if form else format(value, "g")


def power_of_ten(value: float, digits: int = 3) -> str:
    """9.13 \\times 10^{9}: three significant digits, without zeros at the end."""
    exponent = floor(log10(abs(value))) if value else 0
    if -3 < exponent < 4:
        return f"{value:.{digits}g}"
    mantissa = f"{value / 10.0**exponent:.{digits - 1}f}".rstrip("0").rstrip(".")
    if mantissa == "10":
        mantissa, exponent = "1", exponent + 1
    return f"10^{{{exponent}}}" if mantissa == "1" else f"{mantissa} \\times 10^{{{exponent}}}"
