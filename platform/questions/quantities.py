"""Numbers as people write them: 9.13e9, 9.13×10^9, 9,130 M, 16.1 %, 90.2 MB, 91.3 亿."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

# Multiples that may stand behind any number. Powers of ten; of two only where a unit says so.
MULTIPLES: Mapping[str, float] = {
    "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "B": 1e9, "T": 1e12, "P": 1e15,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "千": 1e3, "万": 1e4, "百万": 1e6, "亿": 1e8, "十亿": 1e9, "万亿": 1e12,
    "%": 0.01, "％": 0.01,
}  # fmt: skip
BYTES: Mapping[str, float] = {
    "B": 1.0, "byte": 1.0, "bytes": 1.0, "字节": 1.0, "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
    "KiB": 2.0**10, "MiB": 2.0**20, "GiB": 2.0**30, "TiB": 2.0**40,
    "bit": 0.125, "bits": 0.125, "比特": 0.125,
}  # fmt: skip
NATS: Mapping[str, float] = dict.fromkeys(
    ("nats", "nat", "奈特", "nats/token", "nats per token", "奈特/词元"), 1.0
)
BITS: Mapping[str, float] = dict.fromkeys(
    ("bits", "bit", "bpb", "比特", "bits/byte", "bits per byte", "bits per symbol", "比特/字节", "比特/符号"),
    1.0,
)
TOKENS: Mapping[str, float] = dict.fromkeys(("tokens", "token", "词元", "个词元"), 1.0)
PARAMETERS: Mapping[str, float] = dict.fromkeys(("parameters", "params", "参数", "个参数"), 1.0)
FLOPS: Mapping[str, float] = dict.fromkeys(("FLOPs", "FLOP"), 1.0)
# A ratio may be said as 9.9 : 1, 9.9 × or 9.9 times.
TIMES: Mapping[str, float] = dict.fromkeys((": 1", ":1", "：1", "to 1", "×", "x", "times", "倍"), 1.0)
_POWER = re.compile(r"\s*(?:[×x*·]|\\times)\s*10\s*(?:\^|\*\*)\s*\{?([+-]?\d+)\}?")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SUPERSCRIPTS = re.compile(r"10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?(0,\d|\d+,(\d{1,2}|\d{4,})(?!\d))")


class NotANumber(ValueError):
    """``args[0]``: what was expected and what came, in the reader's language."""


def read_quantity(text: str, units: Mapping[str, float] | None = None) -> float:
    """The number in the base unit. ``units``: those of the field, and how much of the base unit each is.

    A word behind the number is a unit of the field, a multiple, or both: "90.2 MB", "9.13 billion".
    """
    written = _plain(text)
    if not written:
        raise NotANumber(
            _("Nothing is written here yet. Write a number, such as 0.839, 9.13e9 or 16.1 %%.") % {}
        )
    if _DECIMAL_COMMA.match(written):
        raise NotANumber(_("%(text)s has a comma: write a point before decimals, 0.839.") % {"text": text})
    found = _NUMBER.match(written)
    if not found or not re.search(r"\d", found.group()):
        raise NotANumber(_("%(text)s is no number. Write it like 0.839, 9.13e9 or 16.1 %%.") % {"text": text})
    value = float(found.group().replace(",", ""))
    rest = written[found.end() :]
    if power := _POWER.match(rest):
        # Read as a number's own exponent: one that is too large comes out as infinite, not as an error.
        value *= float(f"1e{power.group(1)}")
        rest = rest[power.end() :]
    return value * _factor(rest.strip(), units or {}, text)


def _plain(text: str) -> str:
    """One way of writing signs, powers and spaces."""
    text = _SUPERSCRIPTS.sub(lambda found: "10^" + found.group(1).translate(_SUPERSCRIPT), text.strip())
    for character, plain in {
        "−": "-",
        "–": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "，": ",",
        "≈": "",
        "~": "",
        "$": "",
    }.items():
        text = text.replace(character, plain)
    text = text.strip()
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)


def _factor(word: str, units: Mapping[str, float], text: str) -> float:
    if not word:
        return 1.0
    if word in units:
        return units[word]
    if word in MULTIPLES:
        return MULTIPLES[word]
    multiple, _space, unit = word.partition(" ")
    if multiple in MULTIPLES and unit in units:
        return MULTIPLES[multiple] * units[unit]
    for name, factor in MULTIPLES.items():
        if word.startswith(name) and word.removeprefix(name).strip() in units:
            return factor * units[word.removeprefix(name).strip()]
    known = ", ".join(list(units) or ["k", "M", "G", "T", "%"])
    values = {"text": text, "word": word, "known": known}
    raise NotANumber(
        _("%(word)s in %(text)s is not known here; expected a plain number or one with %(known)s.") % values
    )
