"""From a loss in nats per token to bits per byte, ratio and perplexity; two tokenizers beside each other."""

from __future__ import annotations

from math import exp, log

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.lines import Chart, Level, Line
from charts.numbers import significant
from questions.explorers.base import Explorer, Table
from questions.explorers.inputs import Number
from questions.explorers.numbers import amount, of_bytes

GIGABYTE = 1e9
_LOSSES = [0.5 + 0.05 * step for step in range(91)]


def bits_per_byte(nats: float, bytes_per_token: float) -> float:
    return nats / log(2) / bytes_per_token


class BitsExplorer(Explorer):
    slug = "bits-per-byte"
    title = gettext_lazy("Bits per byte")
    lead = gettext_lazy(
        "A loss per token says nothing until the tokenizer is known. Per byte, models can be compared, and a loss becomes the size of a file."
    )
    questions = ("role-of-compression",)
    inputs = (
        Number("loss_a", gettext_lazy("Loss of model A, nats per token"), "2.0", 0.01, 20),
        Number("bytes_a", gettext_lazy("Bytes per token of A"), "4.0", 0.5, 50),
        Number("loss_b", gettext_lazy("Loss of model B, nats per token"), "1.8", 0.01, 20),
        Number("bytes_b", gettext_lazy("Bytes per token of B"), "3.3", 0.5, 50),
    )

    @property
    def chart(self) -> Chart:
        lines = [
            Line(
                _("%(name)s: %(bytes)s bytes a token")
                % {"name": name.upper(), "bytes": f"{self[f'bytes_{name}']:g}"},
                [(loss, bits_per_byte(loss, self[f"bytes_{name}"])) for loss in _LOSSES],
                mark=self._mark(name),
            )
            for name in ("a", "b")
        ]
        level = Level(_("8 bits: no compression"), 8.0)
        levels = [level] if max(y for line in lines for _x, y in line.points) > 4 else []
        return Chart(
            _("Bits per byte against loss for two tokenizers"),
            _("nats per token"),
            _("bits per byte"),
            lines,
            levels,
        )

    def _mark(self, name: str) -> tuple[float, float] | None:
        loss = self[f"loss_{name}"]
        return (
            (loss, bits_per_byte(loss, self[f"bytes_{name}"])) if _LOSSES[0] <= loss <= _LOSSES[-1] else None
        )

    @property
    def tables(self) -> list[Table]:
        heads = [
            _("Model"),
            _("bits per token"),
            _("bits per byte"),
            _("ratio"),
            _("1 GB becomes"),
            _("perplexity per token"),
        ]
        return [Table(_("The same loss in other units"), heads, [self._row(name) for name in ("a", "b")])]

    def _row(self, name: str) -> list[str]:
        loss, size = self[f"loss_{name}"], self[f"bytes_{name}"]
        bits = bits_per_byte(loss, size)
        return [
            name.upper(),
            significant(loss / log(2), 4),
            significant(bits, 4),
            significant(8 / bits, 4),
            of_bytes(GIGABYTE * bits / 8),
            amount(exp(loss), 4),
        ]

    @property
    def lesson(self) -> list[str]:
        a, b = (bits_per_byte(self[f"loss_{name}"], self[f"bytes_{name}"]) for name in ("a", "b"))
        better = "A" if a < b else "B"
        lower = "A" if self["loss_a"] < self["loss_b"] else "B"
        if better == lower:
            return [_("%(better)s is better in both: per token and per byte.") % {"better": better}]
        return [
            _(
                "%(lower)s has the lower loss per token, and yet %(better)s packs the text smaller: its tokens hold more bytes."
            )
            % {"lower": lower, "better": better}
        ]
