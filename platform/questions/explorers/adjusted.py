"""Raw against parameter-charged compression rate: from which size of data on a model pays for itself."""

from __future__ import annotations

from math import inf

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.lines import Chart, Level, Line
from questions.explorers.base import Explorer, Table
from questions.explorers.inputs import Number
from questions.explorers.numbers import of_bytes
from questions.quantities import BYTES

_STEPS = 60
ROWS = (1e9, 1e10, 1e11, 1e12, 1e13)


class AdjustedExplorer(Explorer):
    slug = "charged-rate"
    title = gettext_lazy("Raw and charged rate")
    lead = gettext_lazy(
        "A model that packs text to 8.3 % has to be sent along. Charged for its parameters it loses on small data and wins on enough of them."
    )
    questions = ("role-of-compression", "lossless-methods")
    inputs = (
        Number("n", gettext_lazy("Parameters"), "70e9", 1, 1e15),
        Number("width", gettext_lazy("Bytes for each parameter"), "2", 0.01, 16),
        Number("raw", gettext_lazy("Raw rate of the model"), "8.3 %", 0.001, 1.5),
        Number("other", gettext_lazy("Rate of the codec it is held against"), "23.0 %", 0.001, 1.5),
        Number("data", gettext_lazy("Your data"), "1 GB", 1, 1e18, BYTES),
    )

    @property
    def model_bytes(self) -> float:
        return self["n"] * self["width"]

    @property
    def break_even(self) -> float:
        """Bytes of data from which on the charged rate is lower; infinite where the raw rate is not."""
        gain = self["other"] - self["raw"]
        return self.model_bytes / gain if gain > 0 else inf

    def charged(self, size: float) -> float:
        return self["raw"] + self.model_bytes / size

    @property
    def chart(self) -> Chart:
        low, high = self.model_bytes, 1000 * self.model_bytes
        sizes = [low * (high / low) ** (step / _STEPS) for step in range(_STEPS + 1)]
        even = self.break_even
        mark = (even, self["other"]) if low <= even <= high else None
        line = Line(
            _("charged"),
            [(size, 100 * self.charged(size)) for size in sizes],
            mark and (mark[0], 100 * mark[1]),
        )
        levels = [
            Level(_("raw %(rate)s %%") % {"rate": f"{100 * self['raw']:.3g}"}, 100 * self["raw"]),
            Level(_("other codec %(rate)s %%") % {"rate": f"{100 * self['other']:.3g}"}, 100 * self["other"]),
        ]
        return Chart(
            _("Charged rate against the amount of data"),
            _("bytes of data"),
            _("rate in percent"),
            [line],
            levels,
        )

    @property
    def tables(self) -> list[Table]:
        heads = [_("Data"), _("raw"), _("charged"), _("other codec"), _("smaller")]
        sizes = sorted({*ROWS, self["data"]} | ({self.break_even} if self.break_even < inf else set()))
        return [Table(_("Rates in percent, by amount of data"), heads, [self._row(size) for size in sizes])]

    def _row(self, size: float) -> list[str]:
        charged, other = self.charged(size), self["other"]
        smaller = _("the model") if charged < other * (1 - 1e-9) else _("the codec")
        smaller = _("even") if abs(charged / other - 1) < 1e-6 else smaller
        return [
            of_bytes(size),
            f"{100 * self['raw']:.1f}",
            f"{100 * charged:,.1f}",
            f"{100 * other:.1f}",
            smaller,
        ]

    @property
    def lesson(self) -> list[str]:
        if self.break_even == inf:
            return [_("The raw rate is not below the codec's, so no amount of data pays for the model.")]
        values = {
            "even": of_bytes(self.break_even),
            "model": of_bytes(self.model_bytes),
            "size": of_bytes(self["data"]),
        }
        return [
            _(
                "The model is %(model)s. It pays from %(even)s of data on; that many must be packed with the same one."
            )
            % values,
            _(
                "A prequential code sends no parameters at all: both sides train as they go, and the cost is a higher rate at the beginning."
            ),
        ]
