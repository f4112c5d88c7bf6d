"""The rule of length for passwords."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts.passwords import LongEnough


def test_a_short_password_is_told_how_long_it_must_be() -> None:
    with translation.override("en"), pytest.raises(ValidationError) as raised:
        LongEnough(10).validate("short")
    assert raised.value.messages == ["The password is too short: it needs at least 10 characters."]


def test_a_password_of_the_least_length_is_taken() -> None:
    LongEnough(5).validate("short")
