"""Answers are computed, texts hold them, and right and wrong are told apart whatever is drawn."""

from random import Random

import pytest

from questions.bank import CONTENT
from questions.exercises import EXERCISES
from questions.exercises.base import Field, Values, fill
from questions.exercises.design_and_training import cheapest, whole_cost
from questions.laws import BESIROGLU, HOFFMANN
from questions.markdown import read_document
from texts.languages import LANGUAGES

SLUGS = list(EXERCISES)
# What is given, and answers that were worked out by hand or with other code: value and tolerance.
CHECKED = {
    "scaling-law": (
        {"times": 10, "n": 1e9},
        {"factor": 0.839, "halving": 9139, "before": 2.530, "after": 2.374},
    ),
    "key-factors": (
        {"c": 1e22},
        {"rule_n": 9.13e9, "rule_d": 1.83e11, "refit_n": 9.05e9, "refit_d": 1.84e11, "printed_ratio": 62.6},
    ),
    "role-of-compression": (
        {"loss_a": 2.0, "bytes_a": 4.0, "loss_b": 1.8, "bytes_b": 3.3, "n": 70e9, "raw": 8.3, "codec": 23.0},
        {"bpb_a": 0.7213, "bpb_b": 0.7869, "ratio_a": 11.09, "size": 90.2e6, "better": "A", "even": 0.952e12},
    ),
    "lossless-methods": (
        {"p": 0.05, "n": 70e9, "e": 2.6},
        {"entropy": 0.2864, "arithmetic": 35_800, "single": 125_000, "pairs": 71_719, "packed": 92.75e9},
    ),
    "design-and-training": (
        {"n": 13e9, "served": 2e12},
        {"loss": 2.1027, "plain": 7.23e22, "best_n": 6.1e9, "best_d": 7.4e11, "saved": 29},
    ),
    "applications": (
        {"small": 3.2, "large": 2.6, "record": 100_424_672},
        {"slope": 0.1239, "forecast": 2.261, "without": 2.1125, "bpb": 0.8034, "ratio": 9.96},
    ),
    "future": (
        {"unique": 100e9, "few_epochs": 4, "many_epochs": 16},
        {"few": 372.6e9, "many": 1058e9, "share": 66, "limit": 1639e9},
    ),
}


def drawn(slug: str, seed: int) -> Values:
    return EXERCISES[slug].values(EXERCISES[slug].draw(Random(seed)))


@pytest.mark.parametrize("slug", SLUGS)
def test_answers_are_those_that_were_checked(slug: str) -> None:
    given, expected = CHECKED[slug]
    got = EXERCISES[slug].values(given)
    for name, value in expected.items():
        assert got[name] == (value if isinstance(value, str) else pytest.approx(value, rel=0.006)), name


@pytest.mark.parametrize("slug", SLUGS)
def test_the_answer_itself_is_right_and_its_double_is_not(slug: str) -> None:
    for seed in range(20):
        values = drawn(slug, seed)
        for field in EXERCISES[slug].fields:
            assert field.is_right(f"{values[field.name]}", values), (field.name, seed)
            if isinstance(field, Field):
                assert not field.is_right(f"{2.2 * float(values[field.name])}", values), (field.name, seed)


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_are_drawn_anew(slug: str) -> None:
    assert len({tuple(EXERCISES[slug].draw(Random(seed)).items()) for seed in range(30)}) > 3


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_in_the_texts_is_filled(slug: str, language: str) -> None:
    document = read_document((CONTENT / slug / f"exercise.{language}.md").read_text(encoding="utf-8"))
    for seed in range(10):
        texts = [fill(section.body, drawn(slug, seed)) for section in document.sections]
        assert not any("{{" in text or "nan" in text or "inf" in text.split() for text in texts)


@pytest.mark.parametrize(
    ("slug", "name", "unit"),
    [
        ("scaling-law", "before", "nats"),
        ("scaling-law", "before", "奈特/词元"),
        ("scaling-law", "halving", "times"),
        ("key-factors", "rule_n", "parameters"),
        ("key-factors", "rule_d", "词元"),
        ("role-of-compression", "bpb_a", "bits"),
        ("role-of-compression", "ratio_a", ": 1"),
        ("role-of-compression", "even", "bytes"),
        ("lossless-methods", "entropy", "bits per symbol"),
        ("design-and-training", "plain", "FLOPs"),
        ("applications", "forecast", "nats"),
        ("future", "few", "tokens"),
    ],
)
def test_an_answer_may_carry_the_unit_that_was_asked_for(slug: str, name: str, unit: str) -> None:
    values = drawn(slug, 1)
    field = next(field for field in EXERCISES[slug].fields if field.name == name)
    assert field.is_right(f"{values[name]} {unit}", values)


def test_a_factor_may_be_said_as_a_fall() -> None:
    values = EXERCISES["scaling-law"].values({"times": 10, "n": 1e9})
    factor = EXERCISES["scaling-law"].fields[0]
    assert all(factor.is_right(written, values) for written in ("0.839", "83.9 %", "16.05 %", "-16.05%"))


@pytest.mark.parametrize("law", [BESIROGLU, HOFFMANN], ids=lambda law: law.key)
def test_no_split_of_a_budget_beats_the_best(law) -> None:
    best = law.best(1e22)
    least = law.loss(best.parameters, best.tokens)
    for factor in (0.5, 0.9, 0.99, 1.01, 1.1, 2):
        assert law.loss(best.parameters * factor, best.tokens / factor) > least


def test_no_plan_of_the_same_loss_is_cheaper_than_the_cheapest() -> None:
    loss, served = 2.1027, 2e12
    best = cheapest(loss, served)
    for factor in (0.8, 0.95, 1.05, 1.3):
        size = best.parameters * factor
        other = type(best)(size, BESIROGLU.tokens_for(loss, size))
        assert whole_cost(other, served) > whole_cost(best, served)
