"""What the reference does on a split: sizes that scores divide by, CPU that limits are 32 times of."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from judge.build import build
from judge.bundle import cases_of
from judge.codec import Codec, Failed
from judge.curve import answer_about_curve
from judge.entropy import entropies
from judge.errors import PackageError, SandboxUnavailable
from judge.gate import UNLIMITED, CpuLimits, Passed, RoundTrip, round_trip, shared_round_trips
from judge.job import DataRef
from judge.languages.toolchains import runtime_of
from judge.package.finding import error
from judge.package.model import Family, Package
from judge.storage import Storage
from judge.task import call, opened


@dataclass(frozen=True)
class FamilyBaseline:
    """The reference on one family. ``size`` has its share of the charge in it; CPU in seconds; ``quality``, of a
    function other than a codec's, from 0 to 1."""

    size: float
    ratio: float | None
    bits_per_byte: float | None
    case_cpu: tuple[tuple[float, float], ...]
    quality: float = 0.0

    @property
    def limits(self) -> tuple[CpuLimits, ...]:
        return tuple(CpuLimits.against(*seconds) for seconds in self.case_cpu)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> FamilyBaseline:
        return cls(
            float(value["size"]),
            value["ratio"],
            value["bits_per_byte"],
            tuple((float(pair[0]), float(pair[1])) for pair in value["case_cpu_s"]),
            float(value.get("quality", 0.0)),
        )


def classes_here(package: Package) -> tuple[str, ...]:
    """Speed classes of the package's references whose language is on this machine."""
    found = []
    for speed_class in package.references:
        with suppress(SandboxUnavailable):
            runtime_of(package.reference_language(speed_class), package.runtime)
            found.append(speed_class)
    return tuple(found)


def run_reference(
    package: Package,
    references: Sequence[DataRef],
    storage: Storage,
    tell: Callable[[Family, int, int], None] = lambda family, done, total: None,
    classes: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Baseline of one split, ready for JSON: reference class to family to figures.

    ``classes``: those that are wanted, else all whose language is on this machine. Raises PackageError when
    a reference fails.
    """
    wanted = classes_here(package) if classes is None else classes
    total = len(wanted) * len(references)

    def heard(start: int) -> Callable[[Family, int], None]:
        return lambda family, done: tell(family, start + done, total)

    return {
        speed_class: _run(package, speed_class, references, storage, heard(number * len(references)))
        for number, speed_class in enumerate(wanted)
    }


def _run(
    package: Package,
    speed_class: str,
    references: Sequence[DataRef],
    storage: Storage,
    tell: Callable[[Family, int], None],
) -> dict[str, Any]:
    language = package.reference_language(speed_class)
    codec = Codec.of(package, package.reference_source(speed_class), language=language)
    broken = partial(_broken, package.references[speed_class])
    try:
        built = build(codec, package.limits.code_bytes)
    except Failed as failed:
        raise broken(failed, "before any data") from None
    codec, figures = replace(codec, source=built.shown), {}
    for done, reference in enumerate(references):
        family = package.family(reference.family)
        if family not in package.families_for(language):
            continue
        tell(family, done)
        data = storage.get(reference.digest)
        try:
            if family.function:
                figures[family.name] = _answered(package, family, codec, data)
                continue
            cases = cases_of(family, data)
            trips = _trips(codec, cases)
        except Failed as failed:
            raise broken(failed, f"on {family.name}") from None
        share = built.charge_bytes / len(package.scored_families) if family.scored else 0.0
        figures[family.name] = {
            **_figures(cases, Passed(trips), share, built.charge_bytes),
            **(entropies(data) if family.scored else {}),
        }
    return figures


def _trips(codec: Codec, cases: Sequence[bytes]) -> tuple[RoundTrip, ...]:
    """Each case in sandboxes of its own, but for what starts slowly. Raises Failed."""
    if codec.runtime.slow_start and len(cases) > 1:
        draw = random.Random(0)  # noqa: S311 - a trusted codec is not to be surprised
        return tuple(shared_round_trips(codec, cases, [UNLIMITED] * len(cases), draw))
    return tuple(round_trip(codec, case, UNLIMITED) for case in cases)


def _answered(package: Package, family: Family, codec: Codec, case: bytes) -> dict[str, Any]:
    """The reference on a function other than a codec's. Raises Failed, for an answer worth nothing too."""
    with opened(package, family) as checker:
        if family.curve:
            answer = answer_about_curve(package, family, codec, case, UNLIMITED, random.Random(0))  # noqa: S311
        else:
            answer = call(codec, family.function, checker.arguments(case), UNLIMITED.compress)
        mark = checker.mark(case, answer)
    if not mark.quality:
        raise Failed("WA", mark.why)
    return {
        "original_bytes": len(case),
        "size": 0.0,
        "ratio": None,
        "bits_per_byte": None,
        "quality": mark.quality,
        "fields": dict(mark.parts),
        "peak_memory_bytes": answer.peak_memory,
        "curve": answer.points or None,
        "case_cpu_s": [[answer.cpu, answer.decompress_cpu]],
    }


def _broken(file: str, failed: Failed, where: str) -> PackageError:
    why = f"the reference gets {failed.verdict} {where}"
    return PackageError([error(file, None, "reference", f"{why}: {failed.text}" if failed.text else why)])


def _figures(cases: Sequence[bytes], passed: Passed, share: float, charge: int) -> dict[str, Any]:
    original = sum(map(len, cases))
    size = passed.blob_bytes + share
    ratio = original / size if size else None
    return {
        "original_bytes": original,
        "compressed_bytes": round(size),
        "size": size,
        "ratio": ratio,
        "bits_per_byte": 8 / ratio if ratio else None,
        "charge_bytes": charge,
        "compress_cpu_s": sum(trip.compress_cpu for trip in passed.trips),
        "decompress_cpu_s": sum(trip.decompress_cpu for trip in passed.trips),
        "peak_memory_bytes": passed.peak_memory,
        "case_cpu_s": [[trip.compress_cpu, trip.decompress_cpu] for trip in passed.trips],
    }
