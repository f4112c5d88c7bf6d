"""Numbers as charts write them."""

from math import floor, log10

THIN_SPACE = "\u2009"


def significant(value: float, digits: int) -> str:
    """A number with that many significant digits, zeros at its end kept."""
    if value == 0:
        return "0"
    # Through the exponent form, because rounding may carry into the next power of ten.
    rounded = float(f"{value:.{digits - 1}e}")
    places = digits - 1 - floor(log10(abs(rounded)))
    return f"{rounded:.{max(0, places)}f}"


def plain(value: float) -> str:
    """A round number, such as one at an axis, as short as it can be said."""
    return f"{value:.10f}".rstrip("0").rstrip(".")


def times(value: float) -> str:
    return f"{significant(value, 2)}{THIN_SPACE}×"
