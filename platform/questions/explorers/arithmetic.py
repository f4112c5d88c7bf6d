"""Arithmetic coding of a short text, step by step, with exact fractions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, log2

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questions.explorers.base import Explorer, Table
from questions.explorers.numbers import amount

LONGEST = 16
START = "abracadabra"
ROW_HEIGHT = 26
UNIFORM, COUNTED, ADAPTIVE = "uniform", "counted", "adaptive"
MODELS: Mapping[str, Promise] = {
    ADAPTIVE: gettext_lazy("adaptive: counts so far, plus one for each letter"),
    COUNTED: gettext_lazy("counted beforehand: shares of the whole text"),
    UNIFORM: gettext_lazy("uniform: every letter alike"),
}


@dataclass(frozen=True)
class Step:
    """One symbol: its probability, and the interval after it."""

    symbol: str
    probability: Fraction
    low: Fraction
    width: Fraction

    @property
    def bits(self) -> float:
        return -log2(self.probability)


@dataclass(frozen=True)
class Share:
    """A letter's part of an interval, in percent of it; ``is_chosen``: the one that comes next."""

    symbol: str
    start: float
    width: float
    is_chosen: bool

    @property
    def middle(self) -> float:
        return self.start + self.width / 2

    @property
    def has_room(self) -> bool:
        """Wide enough for its letter."""
        return self.width >= 4


@dataclass(frozen=True)
class Row:
    """One step of the picture: the interval so far as the whole width, divided among the letters."""

    top: int
    shares: Sequence[Share]


def encode(text: str, model: str) -> list[Step]:
    """The interval narrows to each symbol's share of it; symbols lie in alphabetical order."""
    alphabet = sorted(set(text))
    low, width = Fraction(0), Fraction(1)
    steps = []
    for at, symbol in enumerate(text):
        shares = probabilities(text, at, model, alphabet)
        below = sum((shares[other] for other in alphabet if other < symbol), Fraction(0))
        low, width = low + width * below, width * shares[symbol]
        steps.append(Step(symbol, shares[symbol], low, width))
    return steps


def probabilities(text: str, at: int, model: str, alphabet: Sequence[str]) -> dict[str, Fraction]:
    """Of each letter at a place: what the decoder knows there as well, given the model's parameters."""
    if model == UNIFORM:
        return dict.fromkeys(alphabet, Fraction(1, len(alphabet)))
    counts = Counter(text if model == COUNTED else text[:at])
    extra = 0 if model == COUNTED else 1
    total = sum(counts.values()) + extra * len(alphabet)
    return {letter: Fraction(counts[letter] + extra, total) for letter in alphabet}


def code_word(low: Fraction, width: Fraction) -> str:
    """The shortest string of bits all of whose continuations lie in the interval: at most ⌈-log2 width⌉ + 1."""
    length = max(0, ceil(-log2(width)))
    while True:
        number = -(-low.numerator * 2**length // low.denominator)
        if Fraction(number + 1, 2**length) <= low + width:
            return format(number, f"0{length}b") if length else ""
        length += 1


def decode(bits: str, length: int, text: str, model: str) -> str:
    """The text again, from the bits, its length and the model: each symbol is the one whose share holds the point."""
    point = Fraction(int(bits or "0", 2), 2 ** len(bits))
    alphabet = sorted(set(text))
    low, width, found = Fraction(0), Fraction(1), ""
    for at in range(length):
        shares = probabilities(text if model == COUNTED else found, at, model, alphabet)
        for symbol in alphabet:
            if low <= point < low + width * shares[symbol]:
                width *= shares[symbol]
                found += symbol
                break
            low += width * shares[symbol]
    return found


def shown(symbol: str) -> str:
    return "␣" if symbol == " " else symbol


class ArithmeticExplorer(Explorer):
    slug = "arithmetic-coding"
    title = gettext_lazy("Arithmetic coding, step by step")
    lead = gettext_lazy(
        "A text becomes one number. Each letter narrows an interval by its probability, so the whole costs −log₂ of the product, and at most two bits more."
    )
    questions = ("role-of-compression", "lossless-methods")

    @property
    def text(self) -> str:
        return self.query.get("text", "").replace("\n", " ")[:LONGEST] or START

    @property
    def model(self) -> str:
        asked = self.query.get("law", "")
        return asked if asked in MODELS else ADAPTIVE

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        return [(key, str(name), key == self.model) for key, name in MODELS.items()]

    @cached_property
    def steps(self) -> list[Step]:
        return encode(self.text, self.model)

    @property
    def bits(self) -> str:
        last = self.steps[-1]
        return code_word(last.low, last.width)

    @property
    def ideal(self) -> float:
        return -log2(self.steps[-1].width) + 0.0  # Not minus zero.

    @property
    def decoded(self) -> str:
        return decode(self.bits, len(self.text), self.text, self.model)

    @property
    def bars(self) -> list[Row]:
        return [Row(ROW_HEIGHT * at, self._shares(at)) for at in range(len(self.text))]

    def _shares(self, at: int) -> list[Share]:
        alphabet = sorted(set(self.text))
        shares = probabilities(self.text, at, self.model, alphabet)
        found, start = [], 0.0
        for symbol in alphabet:
            width = 100 * float(shares[symbol])
            found.append(Share(shown(symbol), start, width, symbol == self.text[at]))
            start += width
        return found

    @property
    def bar_height(self) -> int:
        return ROW_HEIGHT * len(self.text)

    @property
    def tables(self) -> list[Table]:
        heads = [_("Letter"), _("probability"), _("bits"), _("sum"), _("from"), _("width")]
        total, rows = 0.0, []
        for step in self.steps:
            total += step.bits
            rows.append(
                [
                    shown(step.symbol),
                    str(step.probability),
                    f"{step.bits:.3f}",
                    f"{total:.3f}",
                    f"{float(step.low):.6f}",
                    amount(float(step.width)),
                ]
            )
        return [Table(_("The interval after each letter"), heads, rows)]

    @property
    def lesson(self) -> list[str]:
        values = {"ideal": f"{self.ideal:.3f}", "bits": len(self.bits), "plain": 8 * len(self.text.encode())}
        said = [
            _(
                "The model says %(ideal)s bits, the code word has %(bits)s; stored plainly the text has %(plain)s."
            )
            % values
        ]
        if not self.bits:
            said.append(_("One letter alone, certain at every place: its length says everything."))
        said.append(
            _(
                "Both sides know the letters that occur; a real codec starts from all 256 bytes, or sends the list."
            )
        )
        if self.model == COUNTED:
            said.append(
                _(
                    "The counts themselves would have to be sent too: a two-part code. The adaptive model sends nothing and pays by learning."
                )
            )
        return said
