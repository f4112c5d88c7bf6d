"""Amounts as short text: 9.13 G, 1.4 T, 5.76·10²³."""

from __future__ import annotations

from math import isinf

from charts.numbers import power_of_ten

_UNITS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def amount(value: float, digits: int = 3) -> str:
    """Three significant digits and a decimal multiple; from 10¹⁵ on as a power of ten."""
    if isinf(value):
        return "∞"
    value = float(f"{value:.{digits}g}")
    if value >= 1e15 or 0 < value < 1e-3:
        return power_of_ten(value, digits)
    for unit, name in _UNITS:
        if value >= unit:
            return f"{value / unit:.{digits}g}\u202f{name}"
    return f"{value:.{digits}g}"


def of_bytes(value: float) -> str:
    return amount(value) + ("B" if value >= 1e3 and value < 1e15 else "\u202fB")
