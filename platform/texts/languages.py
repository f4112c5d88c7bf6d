"""The two languages that texts are written in."""

from django.utils.translation import get_language

ENGLISH, CHINESE = "en", "zh-Hans"
LANGUAGES = (ENGLISH, CHINESE)


def reader_language() -> str:
    """The reader's language as files name it."""
    return CHINESE if (get_language() or "").startswith("zh") else ENGLISH
