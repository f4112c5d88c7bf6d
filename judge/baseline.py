"""What the reference does on a split: sizes that scores divide by, CPU that limits are 32 times of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from judge.build import build
from judge.bundle import cases_of
from judge.codec import Codec, Failed
from judge.errors import PackageError
from judge.gate import UNLIMITED, CpuLimits, Passed, round_trip
from judge.job import DataRef
from judge.package.finding import error
from judge.package.model import Family, Package
from judge.storage import Storage

INTERPRETED = "interpreted"


@dataclass(frozen=True)
class FamilyBaseline:
    """The reference on one family. ``size`` has its share of the charge in it; CPU in seconds."""

    size: float
    ratio: float | None
    bits_per_byte: float | None
    case_cpu: tuple[tuple[float, float], ...]

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
        )


def run_reference(
    package: Package,
    references: Sequence[DataRef],
    storage: Storage,
    tell: Callable[[Family, int, int], None] = lambda family, done, total: None,
) -> dict[str, Any]:
    """Baseline of one split, ready for JSON: reference class to family to figures.

    Raises PackageError when the reference fails.
    """
    codec = Codec.of(package, package.reference_source())
    try:
        charge = build(codec, package.limits.code_bytes).charge_bytes
    except Failed as failed:
        raise _broken(package, failed, "before any data") from None
    figures = {}
    for done, reference in enumerate(references):
        family = package.family(reference.family)
        tell(family, done, len(references))
        cases = cases_of(family, storage.get(reference.digest))
        try:
            trips = tuple(round_trip(codec, case, UNLIMITED) for case in cases)
        except Failed as failed:
            raise _broken(package, failed, f"on {family.name}") from None
        share = charge / len(package.scored_families) if family.scored else 0.0
        figures[family.name] = _figures(cases, Passed(trips), share, charge)
    return {INTERPRETED: figures}


def _broken(package: Package, failed: Failed, where: str) -> PackageError:
    file = package.references[INTERPRETED]
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
