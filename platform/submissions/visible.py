"""Untrusted text made safe to look at: escaped, with what would hide or reorder it made visible."""

import unicodedata
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

SHOWN_AS_IS = frozenset("\n\t")
# Cc control, Cf format (direction marks, zero width), Cs lone surrogate, Co private use, Zl and Zp separators.
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def is_hidden(character: str) -> bool:
    return character not in SHOWN_AS_IS and unicodedata.category(character) in HIDDEN_CATEGORIES


def picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"U+{code:04X}"


def pieces(text: str) -> Iterator[str]:
    for character in text:
        if is_hidden(character):
            yield f'<span class="hidden-char" title="U+{ord(character):04X}">{picture(character)}</span>'
        else:
            yield escape(character)


def visible(text: str) -> SafeString:
    """HTML of text in which no character can act: markup, control and direction characters only show."""
    if not any(is_hidden(character) for character in text):
        return escape(text)
    return mark_safe("".join(pieces(text)))  # noqa: S308 - every piece is escaped above
