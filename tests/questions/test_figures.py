"""Figures of the texts that follow from a formula are computed here anew, and stand there in both languages."""

from collections.abc import Callable
from math import ceil, erf, log, log2, sqrt

import pytest

from questions.bank import CONTENT
from questions.exercises.design_and_training import cheapest, whole_cost
from questions.exercises.future import worth
from questions.exercises.lossless_methods import pair_code_bits
from questions.explorers.bits import bits_per_byte
from questions.laws import BESIROGLU, HOFFMANN, KAPLAN_N, Split, twenty_to_one
from texts.languages import LANGUAGES

TINY = Split(1e9, 20e9)


def loss(split: Split) -> float:
    return BESIROGLU.loss(split.parameters, split.tokens)


def best_loss(compute: float) -> float:
    return loss(BESIROGLU.best(compute))


def bernoulli(p: float) -> float:
    return -(p * log2(p) + (1 - p) * log2(1 - p))


def exponent_entropy(sigma: float = 0.02) -> float:
    """Bits of the exponent of a Gaussian weight."""
    shares = [erf(2.0 ** (k + 1) / sigma / sqrt(2)) - erf(2.0**k / sigma / sqrt(2)) for k in range(-40, 6)]
    return -sum(share * log2(share) for share in shares if share > 0)


def floor_cost(vocabulary: int, bits: int) -> float:
    return -log2(1 - vocabulary / 2**bits)


def served(tokens: float) -> Split:
    """The cheapest way to the loss of 13B parameters on 260B tokens when so many tokens are served."""
    return cheapest(loss(Split(13e9, 260e9)), tokens)


def saved(tokens: float) -> float:
    """Percent of the whole cost."""
    return 100 * (1 - whole_cost(served(tokens), tokens) / whole_cost(Split(13e9, 260e9), tokens))


FIGURES: dict[str, tuple[str, str, Callable[[], str]]] = {
    "Kaplan, twice the parameters": ("scaling-law", "5.1 %", lambda: f"{100 * (1 - 2**-KAPLAN_N):.1f} %"),
    "Kaplan, half the loss": ("scaling-law", "9139", lambda: f"{2 ** (1 / KAPLAN_N):.0f}"),
    "loss of a small model": ("scaling-law", "2.530", lambda: f"{loss(TINY):.3f}"),
    "both doubled": (
        "scaling-law",
        "6.2 %",
        lambda: f"{100 * (1 - loss(Split(2e9, 40e9)) / loss(TINY)):.1f} %",
    ),
    "slope of the whole loss": (
        "scaling-law",
        "0.049",
        lambda: f"{BESIROGLU.alpha * BESIROGLU.of_size(1e9) / loss(TINY):.3f}",
    ),
    "exponent along the frontier": ("scaling-law", "0.178", lambda: f"{BESIROGLU.loss_exponent:.3f}"),
    "best loss at 1e19": ("scaling-law", "2.927", lambda: f"{best_loss(1e19):.3f}"),
    "forecast without a floor": (
        "scaling-law",
        "1.816",
        lambda: f"{best_loss(1e21) ** 2 / best_loss(1e19):.3f}",
    ),
    "forecast of the refit": ("scaling-law", "2.032", lambda: f"{best_loss(1e23):.3f}"),
    "data without end": ("key-factors", "2.174", lambda: f"{BESIROGLU.floor + BESIROGLU.of_size(1e9):.3f}"),
    "share of N": ("key-factors", "0.513", lambda: f"{BESIROGLU.size_exponent:.3f}"),
    "ratio at 1e21": ("key-factors", "21.6", lambda: f"{BESIROGLU.best(1e21).ratio:.1f}"),
    "ratio at 3.8e25": ("key-factors", "16.5", lambda: f"{BESIROGLU.best(3.8e25).ratio:.1f}"),
    "printed constants at 5.76e23": ("key-factors", "93", lambda: f"{HOFFMANN.best(5.76e23).ratio:.0f}"),
    "hours on 512 devices": ("key-factors", "13.6", lambda: f"{1e22 / (512 * 1e15 * 0.4) / 3600:.1f}"),
    "four epochs": ("key-factors", "372.6B", lambda: f"{worth(100e9, 4) / 1e9:.1f}B"),
    "bits per byte": ("role-of-compression", "0.7213", lambda: f"{bits_per_byte(2.0, 4.0):.4f}"),
    "ratio": ("role-of-compression", "11.09", lambda: f"{8 / bits_per_byte(2.0, 4.0):.2f}"),
    "charged rate": ("role-of-compression", "14,008.3", lambda: f"{100 * (0.083 + 140):,.1f}"),
    "break-even": ("role-of-compression", "0.952", lambda: f"{140e9 / (0.230 - 0.083) / 1e12:.3f}"),
    "prequential code": (
        "role-of-compression",
        "2,691,268",
        lambda: f"{sum(2.5 + 20 * i**-0.37 for i in range(1, 10**6 + 1)):,.0f}",
    ),
    "record in bits per byte": ("role-of-compression", "0.803", lambda: f"{8 * 100_424_672 / 1e9:.3f}"),
    "entropy of biased bits": ("lossless-methods", "0.2864", lambda: f"{bernoulli(0.05):.4f}"),
    "bytes of biased bits": ("lossless-methods", "35,800", lambda: f"{ceil(bernoulli(0.05) * 1e6 / 8):,}"),
    "Huffman on pairs": ("lossless-methods", "0.574", lambda: f"{pair_code_bits(0.05) / 2:.3f}"),
    "floor of counts, 16 bits": ("lossless-methods", "2.10", lambda: f"{floor_cost(50257, 16):.2f}"),
    "floor of counts, 24 bits": ("lossless-methods", "0.0043", lambda: f"{floor_cost(50257, 24):.4f}"),
    "exponents of weights": ("lossless-methods", "2.55", lambda: f"{exponent_entropy():.2f}"),
    "error of four bits": ("lossless-methods", "0.118", lambda: f"{2.85 / (7 * sqrt(12)):.3f}"),
    "mask at half": ("lossless-methods", "56.25 %", lambda: f"{100 * (0.5 + 1 / 16):.2f} %"),
    "refit at 1e21": ("design-and-training", "2.78", lambda: f"{BESIROGLU.best(1e21).parameters / 1e9:.2f}"),
    "rule of thumb at 1e24": (
        "design-and-training",
        "9.1",
        lambda: f"{twenty_to_one(1e24).parameters / 1e10:.1f}",
    ),
    "loss to be served": ("design-and-training", "2.103", lambda: f"{loss(Split(13e9, 260e9)):.3f}"),
    "saved by serving 2e12 tokens": ("design-and-training", "29 %", lambda: f"{saved(2e12):.0f} %"),
    "saved by serving 1e13 tokens": ("design-and-training", "54 %", lambda: f"{saved(1e13):.0f} %"),
    "ratio when 1e13 are served": ("design-and-training", "403", lambda: f"{served(1e13).ratio:.0f}"),
    "four epochs of 500B": ("design-and-training", "1.86", lambda: f"{worth(500e9, 4) / 1e12:.2f}"),
    "40 epochs of 500B": ("design-and-training", "7.6", lambda: f"{worth(500e9, 40) / 1e12:.1f}"),
    "40 epochs": ("future", "1.52", lambda: f"{worth(1e11, 40) / 1e12:.2f}"),
    "epochs without end": ("future", "1.64", lambda: f"{worth(1e11, 1e9) / 1e12:.2f}"),
    "nats of 2 in bits": ("idea", "2.885", lambda: f"{2 / log(2):.3f}"),
    "points that 140 GB add to 1 TB": ("idea", "14", lambda: f"{100 * 140e9 / 1e12:.0f}"),
    "27 signs": ("idea", "4.75", lambda: f"{int(100 * log2(27)) / 100}"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_what_its_formula_gives(name: str) -> None:
    _slug, printed, computed = FIGURES[name]
    assert computed() == printed


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_stands_in_the_text(name: str, language: str) -> None:
    slug, printed, _computed = FIGURES[name]
    assert printed in (CONTENT / slug / f"{language}.md").read_text(encoding="utf-8")
