from django.utils.translation import get_language


def reader_language() -> str:
    """The reader's language as packages name it."""
    return "zh-Hans" if (get_language() or "").startswith("zh") else "en"
