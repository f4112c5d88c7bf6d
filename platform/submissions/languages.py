"""Programming languages: what they are called, what they are compared with, which can be judged now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from judge.languages import ACCELERATED, COMPILED, INTERPRETED, LANGUAGES
from problems.languages import judged_now
from problems.models import ProblemVersion

CLASS_NAMES: dict[str, Promise] = {
    INTERPRETED: gettext_lazy("interpreted"),
    ACCELERATED: gettext_lazy("accelerated"),
    COMPILED: gettext_lazy("compiled"),
}
# Titles with words in them; the others are names, the same in every language.
TITLES: dict[str, Promise] = {
    "python3-scientific": gettext_lazy("Python 3 with NumPy and Numba"),
    "python3-torch": gettext_lazy("Python 3 with PyTorch"),
}
UNKNOWN_SUFFIX = ".txt"


@dataclass(frozen=True)
class Choice:
    """A language in the workspace; ``is_offered``: some judge speaks it now."""

    name: str
    title: str
    is_offered: bool


def language_name(language: str) -> str:
    if language in TITLES:
        return str(TITLES[language])
    known = LANGUAGES.get(language)
    return known.title if known else language


def suffix_of(language: str) -> str:
    known = LANGUAGES.get(language)
    return known.suffix if known else UNKNOWN_SUFFIX


def speed_class(language: str) -> str:
    """Speeds are compared with the reference of this class; figures of two classes never mix."""
    known = LANGUAGES.get(language)
    return known.speed_class if known else INTERPRETED


def class_name(language: str) -> str:
    return str(CLASS_NAMES[speed_class(language)])


def offered(version: ProblemVersion) -> tuple[str, ...]:
    """Languages of the problem that can be judged now."""
    return judged_now(version.package.languages)


def choices(version: ProblemVersion, drafts: Sequence[str]) -> list[Choice]:
    """What the workspace offers, and the languages in which somebody has begun a draft."""
    now = offered(version)
    shown = [name for name in version.package.languages if name in now or name in drafts]
    return [Choice(name, _title(name, name in now), name in now) for name in shown]


def _title(language: str, is_offered: bool) -> str:
    if is_offered:
        return language_name(language)
    return _("%(language)s (no judge now)") % {"language": language_name(language)}
