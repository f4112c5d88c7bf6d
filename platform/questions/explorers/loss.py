"""Loss over size and data under a published law, and the floor that neither comes under."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.lines import Chart, Level, Line
from charts.numbers import significant
from questions.explorers.base import Explorer, Table
from questions.explorers.inputs import Number
from questions.explorers.numbers import amount
from questions.laws import LAWS, ParametricLaw

_STEPS = 60
SIZES = tuple(10.0 ** (6 + 7 * step / _STEPS) for step in range(_STEPS + 1))
ROWS = (1e7, 1e8, 1e9, 1e10, 1e11, 1e12)


class LossExplorer(Explorer):
    slug = "loss"
    title = gettext_lazy("Loss in size and data")
    lead = gettext_lazy(
        "L = E + A/Nᵅ + B/Dᵝ: what more parameters bring, what more data bring, and the floor."
    )
    questions = ("scaling-law", "key-factors")
    inputs = (
        Number("d1", gettext_lazy("Tokens, first curve"), "20e9", 1e6, 1e16),
        Number("d2", gettext_lazy("Tokens, second curve"), "1.4e12", 1e6, 1e16),
        Number("n", gettext_lazy("Parameters to read off"), "1e9", 1e6, 1e13),
    )

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        return [(law.key, law.name, law is self.law) for law in LAWS.values()]

    @property
    def law(self) -> ParametricLaw:
        return LAWS.get(self.query.get("law", ""), next(iter(LAWS.values())))

    @property
    def chart(self) -> Chart:
        lines = [
            Line(
                _("D = %(tokens)s") % {"tokens": amount(tokens)},
                [(size, self.law.loss(size, tokens)) for size in SIZES],
                mark=(self["n"], self.law.loss(self["n"], tokens)),
            )
            for tokens in (self["d1"], self["d2"])
        ]
        endless = Line(
            _("D without end"), [(size, self.law.floor + self.law.of_size(size)) for size in SIZES]
        )
        floor = Level(f"E = {self.law.floor:g}", self.law.floor)
        title = _("Loss in nats per token against parameters for two amounts of data, under %(law)s") % {
            "law": self.law.name
        }
        return Chart(title, _("parameters N"), _("nats per token"), [*lines, endless], [floor])

    @property
    def tables(self) -> list[Table]:
        heads = [_("Parameters"), *(amount(self[name]) for name in ("d1", "d2")), _("without end")]
        sizes = sorted({*ROWS, self["n"]})
        rows = [
            [
                amount(size),
                *(significant(self.law.loss(size, self[name]), 4) for name in ("d1", "d2")),
                significant(self.law.floor + self.law.of_size(size), 4),
            ]
            for size in sizes
        ]
        return [Table(_("Loss in nats per token, by parameters and tokens"), heads, rows), self._parts]

    @property
    def _parts(self) -> Table:
        """Where the loss at the chosen size comes from."""
        rows = [
            [
                amount(tokens),
                significant(self.law.floor, 4),
                significant(self.law.of_size(self["n"]), 3),
                significant(self.law.of_data(tokens), 3),
                significant(self.law.loss(self["n"], tokens), 4),
            ]
            for tokens in (self["d1"], self["d2"])
        ]
        caption = _("What the loss of %(size)s parameters is made of") % {"size": amount(self["n"])}
        return Table(caption, [_("Tokens D"), "E", "A/Nᵅ", "B/Dᵝ", "L"], rows)

    @property
    def lesson(self) -> list[str]:
        law, size, tokens = self.law, self["n"], self["d1"]
        before = law.loss(size, tokens)
        size_gain = 1 - law.loss(2 * size, tokens) / before
        both_gain = 1 - law.loss(2 * size, 2 * tokens) / before
        values = {
            "size": f"{100 * size_gain:.1f}",
            "both": f"{100 * both_gain:.1f}",
            "floor": f"{law.floor:g}",
        }
        return [
            _("Twice the parameters alone lower the loss by %(size)s %%, twice of both by %(both)s %%.")
            % values,
            _("No curve comes under E = %(floor)s: on these axes it bends, only L − E would be straight.")
            % values,
        ]
