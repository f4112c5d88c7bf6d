"""Entropies of data whose entropies are known."""

import pytest

from judge.entropy import entropies


def test_what_repeats_has_no_entropy_once_its_last_byte_is_known() -> None:
    found = entropies(b"ab" * 5000)
    assert found["h0"] == pytest.approx(1.0)
    assert found["h1"] == pytest.approx(0.0, abs=1e-3)


def test_two_bytes_say_what_one_does_not() -> None:
    found = entropies(b"aab" * 5000)
    assert found["h1"] == pytest.approx(2 / 3, abs=1e-3)
    assert found["h2"] == pytest.approx(0.0, abs=1e-2)


def test_hardly_any_data_have_none() -> None:
    assert entropies(b"ab") == {}
