"""Numbers as charts write them."""

from math import floor, log10

THIN_SPACE = "\u2009"
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


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


def power_of_ten(value: float, digits: int) -> str:
    """5.76·10²³; the power alone where the first factor is 1."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    power = "10" + str(int(exponent)).translate(_SUPERSCRIPT)
    shown = plain(float(mantissa))
    return power if shown == "1" else f"{shown}·{power}"
