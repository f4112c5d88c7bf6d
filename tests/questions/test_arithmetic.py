"""The code of the arithmetic-coding explorer decodes, and costs what theory says."""

from math import ceil, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.explorers.arithmetic import MODELS, code_word, decode, encode

texts = st.text(alphabet="ab cde", min_size=1, max_size=16)


@pytest.mark.parametrize("model", MODELS)
@given(text=texts)
def test_every_text_comes_back(model: str, text: str) -> None:
    last = encode(text, model)[-1]
    assert decode(code_word(last.low, last.width), len(text), text, model) == text


@pytest.mark.parametrize("model", MODELS)
@given(text=texts)
def test_the_code_word_costs_less_than_two_bits_above_the_ideal(model: str, text: str) -> None:
    last = encode(text, model)[-1]
    ideal = -log2(last.width)
    assert ceil(ideal - 1e-9) <= len(code_word(last.low, last.width)) <= ceil(ideal) + 1


@pytest.mark.parametrize("model", MODELS)
def test_each_interval_lies_in_the_one_before(model: str) -> None:
    steps = encode("abracadabra", model)
    for before, after in zip(steps, steps[1:], strict=False):
        assert before.low <= after.low
        assert after.low + after.width <= before.low + before.width


def test_one_letter_repeated_costs_nothing_under_its_own_counts() -> None:
    last = encode("aaaa", "counted")[-1]
    assert (last.width, code_word(last.low, last.width)) == (1, "")
