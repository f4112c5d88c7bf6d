"""The help page on programming languages: what the judges that run now say of them."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from django.utils.safestring import SafeString
from redis.exceptions import RedisError

import judge.languages
from jobs.judges import Judge, live_judges
from judge.languages import LANGUAGES, Language
from judge.queues import COMMON
from submissions.code import highlighted_lines
from submissions.languages import class_name, language_name

HELLO = Path(judge.languages.__file__).with_name("hello")


@dataclass(frozen=True)
class Tools:
    """What the judges that speak a language run it with."""

    version: str
    command: str


@dataclass(frozen=True)
class Entry:
    language: Language
    tools: list[Tools]
    is_spoken: bool
    is_tried: bool
    example: list[SafeString]

    @property
    def title(self) -> str:
        return language_name(self.language.name)

    @property
    def class_name(self) -> str:
        return class_name(self.language.name)


class LanguagesPage:
    @cached_property
    def judges(self) -> list[Judge] | None:
        """None when Redis cannot be asked."""
        try:
            return [judge for judge in live_judges() if judge.is_fit]
        except RedisError:
            return None

    @cached_property
    def entries(self) -> list[Entry]:
        return [self._entry(language) for language in LANGUAGES.values()]

    @property
    def spoken(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_spoken]

    @property
    def tried(self) -> list[Entry]:
        """Those that a judge which has just started may speak in a moment."""
        return [entry for entry in self.entries if entry.is_tried]

    @property
    def others(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.is_spoken and not entry.is_tried]

    def _entry(self, language: Language) -> Entry:
        judges = [judge for judge in self.judges or () if language.name in judge.languages]
        said = [each for judge in judges for each in judge.tested if each.name == language.name]
        # Several judges of one machine say the same.
        tools = list(dict.fromkeys(Tools(each.version, each.command) for each in said if each.is_fit))
        is_spoken = bool(judges) or self._is_common(language)
        is_tried = not is_spoken and any(language.name in judge.trying for judge in self.judges or ())
        return Entry(language, tools, is_spoken, is_tried, example_of(language.name))

    def _is_common(self, language: Language) -> bool:
        """Without any judge, code in it may be sent and waits."""
        return not self.judges and language.name == COMMON


@lru_cache(maxsize=16)
def example_of(language: str) -> list[SafeString]:
    """The small codec that the self-test judges in this language, in colours; empty where there is none."""
    path = HELLO / LANGUAGES[language].hello
    return highlighted_lines(path.read_text(), language) if path.is_file() else []
