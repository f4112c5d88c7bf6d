"""Numbers as every page writes them."""

from math import floor, log10

from django import template
from django.utils.safestring import SafeString

from submissions.visible import visible as make_visible

register = template.Library()

NOTHING = "–"
THIN_SPACE = "\u2009"


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
    return NOTHING if value is None else significant(value, 3)


@register.filter
def bits(value: float | None) -> str:
    return NOTHING if value is None else significant(value, 3)


@register.filter
def times(value: float | None) -> str:
    """A speed as a multiple of the reference's."""
    return NOTHING if value is None else f"{significant(value, 2)}{THIN_SPACE}×"


@register.filter
def two_digits(value: float | None) -> str:
    return NOTHING if value is None else significant(value, 2)


@register.filter
def score(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}"


@register.filter
def count(value: int | None) -> str:
    """A whole number with its digits in groups, the same in every language."""
    return NOTHING if value is None else f"{value:,}"


@register.filter
def seconds(value: float | None) -> str:
    if value is None:
        return NOTHING
    return f"{significant(value, 2) if value else 0}{THIN_SPACE}s"


@register.filter
def signed(value: float | None) -> str:
    """A difference to one decimal with its sign, minus as a real minus."""
    if value is None:
        return NOTHING
    return f"{'−' if value < 0 else '+'}{abs(value):.1f}"


@register.filter
def visible(value: str | None) -> SafeString:
    return make_visible(value or "")


@register.filter
def spaced_hex(value: str | None) -> str:
    text = value or ""
    return " ".join(text[index : index + 2] for index in range(0, len(text), 2))
