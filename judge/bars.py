"""Whether a package's references reach its bars: reference and peers on the same data, in turns on one core.

All of it is trusted code, so live sandboxes serve several rounds, as in judge.peers. Sizes are those of the blobs
alone: a library is not charged for its source, so here nobody is.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from typing import Any

from judge.codec import Codec, Failed
from judge.core import held_core
from judge.curve import answer_about_curve
from judge.errors import SandboxUnavailable
from judge.gate import UNLIMITED
from judge.package.bars import (
    COMPRESS_SPEED,
    COMPRESSED,
    CPU,
    DECOMPRESS_SPEED,
    MEMORY,
    QUALITY,
    RATIO,
)
from judge.package.model import Bar, Family, Package
from judge.peer_names import PEERS
from judge.peers import Call, Times, call_codec, opened_peer, time_round_trip
from judge.task import Answer, Checker, Mark, call, opened

ROUNDS = 3
# Pairs of functions are compared to a few hundredths, and one round of them is short.
FUNCTION_ROUNDS = 5
Figures = Mapping[str, float]
Tell = Callable[[Family, int, int], None]


@dataclass(frozen=True)
class Reached:
    """A bar on one family. ``figure`` is the reference's, ``other`` that of what it is measured against; None with
    the reason in ``note`` where this machine cannot tell."""

    package: str
    bar: Bar
    family: str
    figure: float | None = None
    other: float | None = None
    note: str = ""

    @property
    def value(self) -> float | None:
        """What is held against the bar."""
        if not self.bar.times or self.figure is None:
            return self.figure
        return self.figure / self.other if self.other else None

    @property
    def is_met(self) -> bool | None:
        """None where it was not measured."""
        return None if self.value is None else self.bar.is_met(self.value)

    @property
    def margin(self) -> float | None:
        """How far it is from the bar, as a share of it; negative where it misses."""
        if self.value is None:
            return None
        off = self.value - self.bar.limit if self.bar.at_least else self.bar.limit - self.value
        return off / (self.bar.limit or 1.0)

    def to_dict(self) -> dict[str, Any]:
        bar = self.bar
        return {
            "package": self.package,
            "name": bar.name,
            "required": str(bar),
            "family": self.family,
            "figure": self.figure,
            "other": self.other,
            "value": self.value,
            "margin": self.margin,
            "is_met": self.is_met,
            "note": self.note,
        }


def measure_bars(
    package: Package, data: Mapping[str, bytes], tell: Tell = lambda family, done, total: None
) -> list[Reached]:
    """Every bar on every one of its families, of which ``data`` has the bytes by name. Raises JudgeError."""
    reached: list[Reached] = []
    asked = _asked(package)
    with held_core() as core:
        for done, ((speed_class, name), bars) in enumerate(asked.items()):
            family = package.family(name)
            tell(family, done, len(asked))
            reached += _reached(package, family, speed_class, bars, data[name], core)
    return sorted(reached, key=lambda each: package.bars.index(each.bar))


def unmeasured(package: Package, why: str) -> list[Reached]:
    """Every bar on every one of its families, without figures."""
    return [Reached(package.slug, bar, name, note=why) for bar in package.bars for name in bar.families]


def of_bars(package: Package) -> tuple[Family, ...]:
    """The families that bars are about."""
    return tuple(
        family for family in package.families if any(family.name in b.families for b in package.bars)
    )


def _asked(package: Package) -> dict[tuple[str, str], list[Bar]]:
    """What is measured together: bars by class and family."""
    found: dict[tuple[str, str], list[Bar]] = {}
    for bar in package.bars:
        for name in bar.families:
            found.setdefault((bar.speed_class, name), []).append(bar)
    return found


def _reached(
    package: Package, family: Family, speed_class: str, bars: Sequence[Bar], data: bytes, core: int
) -> Iterator[Reached]:
    others = list(dict.fromkeys(bar.times for bar in bars if bar.times))
    notes: dict[str, str] = {}
    try:
        reference = Codec.reference_of(package, speed_class, core)
        measure = _on_function if family.function else _on_codec
        figures = measure(package, family, reference, others, bars, data, notes)
    except SandboxUnavailable as missing:
        figures, notes = {}, {"": str(missing)}
    except Failed as failed:
        figures, notes = {}, {"": f"{' or '.join(others)} gets {failed.verdict} on {family.name}"}
    for bar in bars:
        own, other = (figures.get(who, {}).get(bar.of) for who in ("", bar.times))
        lacking = "" if own is not None else f"nothing says {bar.of}"
        note = notes.get("") or (notes.get(bar.times, "") if bar.times else "") or lacking
        yield Reached(package.slug, bar, family.name, own, other if bar.times else None, note)


# Codecs


def _on_codec(
    package: Package,
    family: Family,
    reference: Codec,
    others: Sequence[str],
    bars: Sequence[Bar],
    data: bytes,
    notes: dict[str, str],
) -> dict[str, Figures]:
    """Figures of the reference, by an empty name, and of the others; ``notes``: why one of these has none."""
    with ExitStack() as stack:
        own = stack.enter_context(reference.loaded())
        calls: dict[str, Call] = {"": partial(call_codec, reference, own)}
        for name in others:
            try:
                calls[name] = stack.enter_context(_other_codec(package, name, reference.core))
            except SandboxUnavailable as missing:
                notes[name] = str(missing)
        times = {name: Times() for name in calls}
        for _ in range(ROUNDS):
            for name in random.sample(list(calls), len(calls)):
                time_round_trip(times[name], calls[name], name or "the reference", data)
        figures = {name: _of_codec(each, len(data)) for name, each in times.items()}
        figures[""][MEMORY] = own.peak_memory()
    return {**figures}


@contextmanager
def _other_codec(package: Package, name: str, core: int | None) -> Iterator[Call]:
    """A peer, or a submission of the package. Raises SandboxUnavailable."""
    if name in PEERS:
        with opened_peer(name, core) as call_peer:
            yield call_peer
    else:
        codec = _submission(package, name, core)
        with codec.loaded() as sandbox:
            yield partial(call_codec, codec, sandbox)


def _submission(package: Package, path: str, core: int | None) -> Codec:
    codec = Codec.of(package, package.files[path], core, package.submission_language(path))
    return replace(codec, source=codec.made()) if codec.is_compiled else codec


def _of_codec(times: Times, size: int) -> dict[str, float]:
    return {
        RATIO: size / times.blob_bytes,
        COMPRESSED: times.blob_bytes,
        COMPRESS_SPEED: size / median(times.compress),
        DECOMPRESS_SPEED: size / median(times.decompress),
    }


# Other functions


def _on_function(
    package: Package,
    family: Family,
    reference: Codec,
    others: Sequence[str],
    bars: Sequence[Bar],
    data: bytes,
    notes: dict[str, str],
) -> dict[str, Figures]:
    """As ``_on_codec``. Once, or turn by turn where CPU time is asked for."""
    codecs = {"": reference, **{name: _submission(package, name, reference.core) for name in others}}
    rounds = FUNCTION_ROUNDS if any(bar.of == CPU for bar in bars) else 1
    answers: dict[str, list[Answer]] = {name: [] for name in codecs}
    with opened(package, family) as checker:
        for _ in range(rounds):
            for name in random.sample(list(codecs), len(codecs)):
                answers[name].append(_answer(package, family, codecs[name], checker, data))
        marks = {name: checker.mark(data, found[0]) for name, found in answers.items()}
    return {name: _of_function(marks[name], answers[name]) for name in codecs}


def _answer(package: Package, family: Family, codec: Codec, checker: Checker, case: bytes) -> Answer:
    if family.curve:
        draw = random.Random(0)  # noqa: S311 - a trusted codec is not to be surprised
        return answer_about_curve(package, family, codec, case, UNLIMITED, draw)
    return call(codec, family.function, checker.arguments(case), UNLIMITED.compress)


def _of_function(mark: Mark, answers: Sequence[Answer]) -> Figures:
    return {
        **mark.parts,
        **mark.figures,
        QUALITY: mark.quality,
        CPU: median(answer.cpu for answer in answers),
        MEMORY: max(answer.peak_memory for answer in answers),
    }
