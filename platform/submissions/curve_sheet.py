"""What the page of a submission says of a codec that was packed at several sizes of its model."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.law import Law, Point, fit
from charts.loglog import Drawing, Series
from charts.numbers import significant
from submissions.figures import FamilyRow

# What a parameter takes in the two-part code: half precision, as published models are kept.
PARAMETER_BITS = 16


@dataclass(frozen=True)
class SizeRow:
    """One size: what was measured, what the law says, and the two code lengths in bytes."""

    parameters: float
    bits: float
    law: float | None
    residual: float | None
    is_held_out: bool
    prequential: float | None
    two_part: float | None


@dataclass(frozen=True)
class CurveSheet:
    """``charge_bytes``: the program itself, packed, as the judge charges it."""

    row: FamilyRow
    name: str
    charge_bytes: int | None = None

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def key(self) -> str:
        return self.row.family

    @property
    def known(self) -> tuple[Point, ...]:
        """The law is fitted without the largest size, which it has to foretell."""
        return self.row.curve[:-1]

    @property
    def held_out(self) -> Point:
        return self.row.curve[-1]

    @cached_property
    def law(self) -> Law | None:
        return fit(self.known)

    @cached_property
    def drawing(self) -> Drawing:
        own = Series(self.name, "own", self.known, [self.held_out], self.law)
        reference = self.row.reference_curve
        if not reference:
            return Drawing([own])
        return Drawing([own, Series(_("Reference"), "reference", reference)])

    @property
    def equation(self) -> SafeString:
        return equation(self.law) if self.law else SafeString("")

    @property
    def extrapolation(self) -> str:
        """What the law says of the size it was not fitted to, against what was measured."""
        if self.law is None:
            return _("No law that falls with size fits these points.")
        size, bits = self.held_out
        foretold = self.law.at(size)
        values = {
            "parameters": f"{size:,.0f}",
            "foretold": significant(foretold, 4),
            "measured": significant(bits, 4),
            "percent": f"{abs(100 * (foretold / bits - 1)):.2f}",
        }
        if foretold > bits:
            return (
                _(
                    "Foretold for %(parameters)s parameters: %(foretold)s bits per byte; measured: %(measured)s. "
                    "The law is %(percent)s %% too high."
                )
                % values
            )
        return (
            _(
                "Foretold for %(parameters)s parameters: %(foretold)s bits per byte; measured: %(measured)s. "
                "The law is %(percent)s %% too low."
            )
            % values
        )

    @property
    def rows(self) -> list[SizeRow]:
        return [self._row(point) for point in self.row.curve]

    @property
    def charge(self) -> int:
        return self.charge_bytes or 0

    def _row(self, point: Point) -> SizeRow:
        size, bits = point
        data = self.row.original_bytes
        blob = None if data is None else bits * data / 8
        return SizeRow(
            parameters=size,
            bits=bits,
            law=self.law.at(size) if self.law else None,
            residual=self.law.residual(point) if self.law else None,
            is_held_out=point == self.held_out,
            prequential=blob,
            two_part=None if blob is None else blob + size * PARAMETER_BITS / 8,
        )


def equation(law: Law) -> SafeString:
    """The law with its numbers, as text beside the picture."""
    numbers = (significant(each, 3) for each in (law.floor, law.scale, law.exponent))
    return format_html("L(N) = {} + {} · N<sup>−{}</sup>", *numbers)
