"""Programming languages as people read them."""

NAMES = {"python3": "Python 3"}


def language_name(language: str) -> str:
    return NAMES.get(language, language)
