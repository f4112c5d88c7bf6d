"""How a budget is best split into parameters and tokens, under three published fits."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.lines import Chart, Line
from charts.numbers import significant
from questions.explorers.base import Explorer, Table
from questions.explorers.inputs import Number
from questions.explorers.numbers import amount
from questions.laws import BESIROGLU, FLOPS_PER_PARAMETER_AND_TOKEN, LAWS, ParametricLaw, twenty_to_one

_STEPS = 60
# FLOPs of the runs that the laws were fitted to (Hoffmann et al. 2022), roughly.
LEAST_FITTED, MOST_FITTED = 6e18, 1e22
# Sizes shown around the best one, as multiples.
_AROUND = 30.0


class OptimumExplorer(Explorer):
    slug = "compute-optimal"
    title = gettext_lazy("Compute-optimal size and data")
    lead = gettext_lazy(
        "With C = 6ND a budget leaves one choice: many parameters or many tokens. Each fit has its own best split."
    )
    questions = ("key-factors", "design-and-training")
    inputs = (
        Number("c", gettext_lazy("Training compute C in FLOPs"), "5.76e23", 1e15, 1e30),
        Number("n", gettext_lazy("A size of your own, parameters"), "70e9", 1e5, 1e15),
    )

    @property
    def chart(self) -> Chart:
        """Loss along the budget, each law's least marked."""
        title = _("Loss against parameters at %(compute)s FLOPs, under three fits") % {
            "compute": amount(self["c"])
        }
        return Chart(
            title,
            _("parameters N at C = 6ND"),
            _("nats per token"),
            [self._line(law) for law in LAWS.values()],
        )

    def _line(self, law: ParametricLaw) -> Line:
        middle = BESIROGLU.best(self["c"]).parameters
        sizes = [middle * _AROUND ** (2 * step / _STEPS - 1) for step in range(_STEPS + 1)]
        best = law.best(self["c"])
        mark = (best.parameters, law.loss(best.parameters, best.tokens))
        is_shown = sizes[0] <= best.parameters <= sizes[-1]
        return Line(
            law.name,
            [(size, law.loss(size, self._tokens(size))) for size in sizes],
            mark if is_shown else None,
        )

    def _tokens(self, size: float) -> float:
        return self["c"] / (FLOPS_PER_PARAMETER_AND_TOKEN * size)

    @property
    def tables(self) -> list[Table]:
        heads = [_("Fit"), "N", "D", _("D/N"), "L", _("L of your own split"), "N ∝ C^a"]
        rows = [self._row(law) for law in LAWS.values()]
        rule = twenty_to_one(self["c"])
        rows.append(
            [_("20 tokens a parameter"), amount(rule.parameters), amount(rule.tokens), "20", "–", "–", "0.5"]
        )
        return [Table(_("The best split of the budget under each fit"), heads, rows)]

    def _row(self, law: ParametricLaw) -> list[str]:
        best = law.best(self["c"])
        return [
            law.name,
            amount(best.parameters),
            amount(best.tokens),
            significant(best.ratio, 3),
            significant(law.loss(best.parameters, best.tokens), 4),
            significant(law.loss(self["n"], self._tokens(self["n"])), 4),
            f"{law.size_exponent:.3f}",
        ]

    @property
    def lesson(self) -> list[str]:
        best = BESIROGLU.best(self["c"])
        half = BESIROGLU.loss(best.parameters / 2, 2 * best.tokens) - BESIROGLU.loss(
            best.parameters, best.tokens
        )
        values = {"half": f"{half:.4f}"}
        said = [
            _("Under the refit half the parameters on twice the tokens cost %(half)s nats.") % values,
            _(
                "The larger the budget the flatter the valley: models meant to be served are made smaller and trained longer."
            ),
        ]
        if not LEAST_FITTED <= self["c"] <= MOST_FITTED:
            said.append(
                _(
                    "The budgets of the fits lie between about 6·10¹⁸ and 10²² FLOPs; yours is outside, where their differences grow into different plans."
                )
            )
        return said
