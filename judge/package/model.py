"""A problem package in memory: what its files say, and its texts by language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from judge.errors import UsageError
from judge.languages import COMPILED, INTERPRETED
from judge.languages import LANGUAGES as PROGRAMMING

LANGUAGES = ("en", "zh-Hans")
CODEC, FUNCTION = "codec", "function"
SUFFIXES = frozenset(language.suffix for language in PROGRAMMING.values())
# What a suffix means where nobody says it: of languages that share one, the first.
BY_SUFFIX = {language.suffix: language.name for language in reversed(PROGRAMMING.values())}
# Of a class whose languages share their suffix.
_LANGUAGE_OF_CLASS = {"interpreted": "python3", "accelerated": "python3-scientific"}


@dataclass(frozen=True)
class Limits:
    """memory_bytes per run, output_bytes of one answer, code_bytes of one source file."""

    memory_bytes: int
    output_bytes: int
    code_bytes: int


@dataclass(frozen=True)
class EntryPoint:
    """A function a submission must define, with the types it takes and returns."""

    name: str
    arguments: tuple[str, ...]
    returns: str


@dataclass(frozen=True)
class Weights:
    """Exponents a, b, c of the family score r^a · v_compress^b · v_decompress^c; they sum to 1."""

    ratio: float
    compress: float
    decompress: float


@dataclass(frozen=True)
class Family:
    """One kind of data. ``bundle``: the data are cases, each 4-byte big-endian length + bytes.

    ``header_bytes`` at the start of the data say what they are, and stay before each slice of whole frames of
    ``frame_bytes``. ``function``: the data are a case of that function, not of a codec, and the file
    ``checker`` marks its answers; ``timed``: its CPU time counts too. ``curve``: before that function the codec
    packs the case at each of the package's sizes. ``public``: the data are everywhere the same, and nothing about
    them is hidden. ``speed``: whether a codec's speed counts."""

    name: str
    titles: Mapping[str, str]
    generator: str
    pool: str
    bytes: int
    scored: bool
    bundle: bool
    header_bytes: int = 0
    frame_bytes: int = 1
    function: str = ""
    checker: str = ""
    timed: bool = False
    curve: bool = False
    public: bool = False
    speed: bool = True

    def title(self, language: str) -> str:
        return self.titles.get(language) or self.titles["en"]


@dataclass(frozen=True)
class Bar:
    """What a reference must reach on each of some families: ``of``, a figure of judge.bars or one that a checker
    tells, is at least (or at most) ``limit``; with ``times``, a peer or a file of submissions/, it is the multiple
    of what that one has on the same data. ``speed_class``: that of the reference."""

    name: str
    of: str
    families: tuple[str, ...]
    limit: float
    at_least: bool
    times: str
    speed_class: str

    def is_met(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        beside = f" ÷ {PurePosixPath(self.times).name}" if self.times else ""
        speed_class = "" if self.speed_class == INTERPRETED else f" ({self.speed_class})"
        return f"{self.of}{beside}{speed_class} {'≥' if self.at_least else '≤'} {self.limit:,.10g}"

    def worst(self, values: Iterable[float]) -> float:
        """Of several figures the one that decides."""
        return min(values) if self.at_least else max(values)


@dataclass(frozen=True)
class Package:
    """Everything a problem package says. ``digest`` names it: SHA-256 of the canonical zip. ``sizes``: of models
    that a codec is told to use at most, in parameters; the last is for curves alone, the one before it for all
    else. ``least_bytes_per_second`` of CPU time: a codec slower than that gets TLE; 0 for no such floor."""

    digest: str
    files: Mapping[str, bytes] = field(repr=False)
    uuid: str
    slug: str
    names: Mapping[str, str]
    license: str
    credits: tuple[str, ...]
    keywords: tuple[str, ...]
    languages: tuple[str, ...]
    limits: Limits
    kind: str
    runtime: str
    entry_points: tuple[EntryPoint, ...]
    families: tuple[Family, ...]
    weights: Weights
    slice_bytes: int
    measure_cpu_seconds: float
    references: Mapping[str, str]
    sizes: tuple[int, ...] = ()
    least_bytes_per_second: float = 0.0
    bars: tuple[Bar, ...] = ()

    @property
    def size(self) -> int | None:
        """The size of model at which ratio and speed are judged, where codecs are told one."""
        return self.sizes[-2] if self.sizes else None

    def family(self, name: str) -> Family:
        for family in self.families:
            if family.name == name:
                return family
        known = ", ".join(family.name for family in self.families)
        raise UsageError(f"no family {name!r} in {self.slug}; there are {known}")

    @property
    def scored_families(self) -> tuple[Family, ...]:
        """Those that a codec is scored on."""
        return tuple(family for family in self.families if family.scored and not family.function)

    def families_for(self, language: str) -> tuple[Family, ...]:
        """What a submission in a language is judged on: functions other than a codec's return values, and
        those of Python alone can."""
        compiled = PROGRAMMING[language].speed_class == COMPILED
        return tuple(family for family in self.families if not (compiled and family.function))

    @property
    def has_codec(self) -> bool:
        return self.kind == CODEC

    @property
    def functions(self) -> tuple[str, ...]:
        """What a submission must define. A codec's other functions may be left out: they then earn nothing."""
        return ("compress", "decompress") if self.has_codec else tuple(e.name for e in self.entry_points)

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]

    def text(self, kind: str, language: str) -> tuple[str, str] | None:
        """A text (statement, editorial, hints) and the language it was found in, wanted one first."""
        stem = "statement/problem" if kind == "statement" else kind
        separator = "." if kind == "statement" else "/"
        for candidate in dict.fromkeys((language, *LANGUAGES)):
            data = self.files.get(f"{stem}{separator}{candidate}.md")
            if data is not None:
                return data.decode(), candidate
        return None

    def starter(self, language: str) -> str:
        """Starter code of a programming language, or an empty file where the package has none."""
        known = PROGRAMMING.get(language)
        data = self.files.get(f"starter/{language}{known.suffix if known else ''}", b"")
        return data.decode()

    def samples(self) -> tuple[tuple[str, bytes], ...]:
        """The shown cases of data/sample/ by name, in order of name."""
        folder = "data/sample/"
        return tuple(
            (name[len(folder) :], self.files[name]) for name in sorted(self.files) if name.startswith(folder)
        )

    def task_of_sample(self, name: str) -> Family | None:
        """The family whose function a shown case is for: its name up to the first dash or dot."""
        named = re.split(r"[-.]", name, maxsplit=1)[0]
        return next((family for family in self.families if family.function and family.name == named), None)

    def reference_source(self, speed_class: str = INTERPRETED) -> bytes:
        """Source of the reference of a class (interpreted, accelerated, compiled)."""
        return self.files[self._reference(speed_class)]

    def reference_language(self, speed_class: str = INTERPRETED) -> str:
        """The language of a class's reference; among compiled ones its suffix says it."""
        file = PurePosixPath(self._reference(speed_class))
        return BY_SUFFIX[file.suffix] if speed_class == COMPILED else _LANGUAGE_OF_CLASS[speed_class]

    def _reference(self, speed_class: str) -> str:
        try:
            return self.references[speed_class]
        except KeyError:
            known = ", ".join(self.references)
            raise UsageError(f"{self.slug} has no {speed_class} reference; it has {known}") from None

    def submission_language(self, path: str) -> str:
        """The language of one of the package's own submissions: its class's where it is a reference, else
        the first of the package's languages with such a suffix, or what the suffix means."""
        for speed_class, file in self.references.items():
            if file == path:
                return self.reference_language(speed_class)
        suffix = PurePosixPath(path).suffix
        meant = BY_SUFFIX[suffix]
        alike = [name for name in self.languages if PROGRAMMING[name].suffix == suffix]
        return meant if meant in alike else next(iter(alike), meant)

    def submissions(self) -> tuple[str, ...]:
        """Paths of the package's own submissions, in order of name."""
        return tuple(
            name
            for name in sorted(self.files)
            if name.startswith("submissions/") and PurePosixPath(name).suffix in SUFFIXES
        )
