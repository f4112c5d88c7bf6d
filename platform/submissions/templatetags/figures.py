"""Numbers as every page writes them."""

from math import floor, log10
from typing import TypeGuard

from django import template
from django.utils.safestring import SafeString

from charts.loglog import signed_percent as make_signed_percent
from submissions.visible import visible as make_visible

register = template.Library()

NOTHING = "–"
THIN_SPACE = "\u2009"


def is_known(value: float | None) -> TypeGuard[float]:
    """Templates hand over an empty text for a figure of something that is not there."""
    return isinstance(value, int | float)


def significant(value: float, digits: int) -> str:
    """A number with that many significant digits, zeros at its end kept."""
    if value == 0:
        return "0"
    places = digits - 1 - floor(log10(abs(value)))
    rounded = round(value, places)
    # 9.996 rounds up into the next power of ten, where it has one place fewer.
    places = digits - 1 - floor(log10(abs(rounded)))
    return f"{rounded:.{max(0, places)}f}"


@register.filter
def ratio(value: float | None) -> str:
    return significant(value, 3) if is_known(value) else NOTHING


@register.filter
def bits(value: float | None) -> str:
    return significant(value, 3) if is_known(value) else NOTHING


@register.filter
def times(value: float | None) -> str:
    """A speed as a multiple of the reference's."""
    return f"{significant(value, 2)}{THIN_SPACE}×" if is_known(value) else NOTHING


@register.filter
def two_digits(value: float | None) -> str:
    return significant(value, 2) if is_known(value) else NOTHING


@register.filter
def score(value: float | None) -> str:
    return f"{value:.1f}" if is_known(value) else NOTHING


@register.filter
def percent(value: float | None) -> str:
    """A share of 1, in whole percent."""
    return f"{100 * value:.0f}{THIN_SPACE}%" if is_known(value) else NOTHING


@register.filter
def count(value: int | None) -> str:
    """A whole number with its digits in groups, the same in every language."""
    return f"{value:,}" if is_known(value) else NOTHING


@register.filter
def count_of(value: float | None) -> str:
    """A whole number, of a figure that was computed."""
    return f"{value:,.0f}" if is_known(value) else NOTHING


@register.filter
def four_digits(value: float | None) -> str:
    return significant(value, 4) if is_known(value) else NOTHING


@register.filter
def four_decimals(value: float | None) -> str:
    return f"{value:.4f}" if is_known(value) else NOTHING


@register.filter
def signed_percent(value: float | None) -> str:
    """A share as a percentage with its sign."""
    return make_signed_percent(value) if is_known(value) else NOTHING


@register.filter
def seconds(value: float | None) -> str:
    """A duration in seconds, in ms below one second."""
    if not is_known(value):
        return NOTHING
    number, unit = (value, "s") if value >= 1 else (value * 1000, "ms")
    return f"{significant(number, 2)}{THIN_SPACE}{unit}"


@register.filter
def signed(value: float | None) -> str:
    """A difference to one decimal with its sign, minus as a real minus."""
    if not is_known(value):
        return NOTHING
    return f"{'−' if value < 0 else '+'}{abs(value):.1f}"


@register.filter
def visible(value: str | None) -> SafeString:
    return make_visible(value or "")


@register.filter
def spaced_hex(value: str | None) -> str:
    text = value or ""
    return " ".join(text[index : index + 2] for index in range(0, len(text), 2))
