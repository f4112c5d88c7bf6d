"""Reports of the judge: the operator's, with every figure, and the candidate's view of it.

The candidate's view is made by picking, never by striking out: what is not named here does not get out.
Hidden data could leave through figures that a codec controls, so what is shown of a family is rounded
until it holds at most 30 bits (docs/judging.md).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = 1
Json = Mapping[str, Any]
# After these verdicts a small input that fails the same way is looked for: limits alone are not reached
# by small ones.
SEARCHED = ("WA", "RTE")


@dataclass(frozen=True)
class SpeedFigures:
    """Speed in one direction. ``speed_ratio``, ``low`` and ``high`` are multiples of the reference's
    speed, ``method`` is slices or whole, ``mb_per_s`` and ``cpu_s`` are of the whole input."""

    speed_ratio: float | None
    low: float | None
    high: float | None
    pairs: int
    method: str
    mb_per_s: float | None
    cpu_s: float


@dataclass(frozen=True)
class DataSetReport:
    """One family. Sizes in bytes; ``compressed_bytes`` has the family's share of the charge in it;
    ``score`` is 0 to 100; ``error`` says why it failed, of shown data alone. ``fields``, ``quality``, ``run`` and
    ``curve`` (parameters, bits per byte) are of functions other than a codec's. ``public``: the data are not hidden.
    None where a figure has no meaning."""

    family: str
    split: str
    scored: bool
    verdict: str
    original_bytes: int | None = None
    compressed_bytes: int | None = None
    ratio: float | None = None
    bits_per_byte: float | None = None
    reference_ratio: float | None = None
    reference_bits_per_byte: float | None = None
    compress: SpeedFigures | None = None
    decompress: SpeedFigures | None = None
    peak_memory_bytes: int | None = None
    score: float | None = None
    error: str = ""
    fields: Mapping[str, float] | None = None
    quality: float | None = None
    run: SpeedFigures | None = None
    curve: tuple[tuple[int, float], ...] | None = None
    public: bool = False

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Report:
    """The operator's report of a judging. ``message`` holds text of a CE alone."""

    verdict: str
    score: float | None
    imprecise: bool = False
    half_width: float | None = None
    charge_bytes: int | None = None
    message: str = ""
    data_sets: tuple[DataSetReport, ...] = ()
    receipt: Json = field(default_factory=dict)
    seconds: Json = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        return {"schema": SCHEMA, **asdict(self), "data_sets": [row.to_dict() for row in self.data_sets]}


def is_searched(kind: str, last: Json) -> bool:
    """Whether the last message of a job is followed by one about a small failing input."""
    return kind == "judge" and last["type"] == "report" and last["report"].get("verdict") in SEARCHED


# What a candidate sees.

MOST_RATIO = 99.9
LEAST_SPEED, MOST_SPEED = 0.03, 50.0
# The interval is shown as the narrowest of these that covers it, or not at all.
WIDTHS = (0.04, 0.20)
_RECEIPT = ("package", "data", "source", "versions", "settings", "processor", "accounting", "judged_at")


def candidate_view(report: Json) -> dict[str, Any]:
    """What the author of a submission may see of an operator's report, whole or in part."""
    verdict = report.get("verdict")
    score = report.get("score")
    return {
        "schema": SCHEMA,
        "verdict": verdict,
        "score": None if score is None else round(float(score), 1),
        "imprecise": bool(report.get("imprecise")),
        "charge_bytes": report.get("charge_bytes"),
        "message": str(report.get("message") or "") if verdict == "CE" else "",
        "data_sets": [
            family_view(row) for row in report.get("data_sets") or () if row.get("split") != "final"
        ],
        "receipt": {key: value for key, value in (report.get("receipt") or {}).items() if key in _RECEIPT},
    }


def family_view(row: Json) -> dict[str, Any]:
    """One family: a verdict word, and figures only where the verdict is AC."""
    accepted = row.get("verdict") == "AC"
    ratio = shown_ratio(row.get("ratio")) if accepted else None
    reference = row.get("reference_ratio")
    reference_ratio = None if reference is None else to_digits(float(reference), 3)
    sides = [row.get("compress"), row.get("decompress")] if accepted else [None, None]
    # One width for both directions, the wider: a second one would be a bit and a half more.
    width = shown_width(sides)
    return {
        "family": row.get("family"),
        "split": row.get("split"),
        "scored": bool(row.get("scored")),
        "verdict": row.get("verdict"),
        "ratio": ratio,
        "bits_per_byte": _bits_per_byte(ratio),
        "reference_ratio": reference_ratio,
        "reference_bits_per_byte": _bits_per_byte(reference_ratio),
        "compress": speed_view(sides[0], width),
        "decompress": speed_view(sides[1], width),
        **(_answer_view(row) if row.get("fields") is not None else {}),
    }


def _answer_view(row: Json) -> dict[str, Any]:
    """Of a function other than a codec's. Four parts in steps of 1 % are 27 bits; where time counts too, its
    ratio and interval take 10, so steps are 5 % there."""
    accepted, run = row.get("verdict") == "AC", row.get("run")
    steps = 20 if run else 100
    parts = (row.get("fields") or {}) if accepted else {}
    if accepted and row.get("public"):
        return {
            "fields": dict(parts),
            "run": None,
            "curve": row.get("curve"),
            "error": row.get("error") or "",
        }
    return {
        "fields": {str(name): round(float(share) * steps) / steps for name, share in parts.items()},
        "run": speed_view(run, shown_width([run])) if accepted else None,
    }


def speed_view(figures: Json | None, width: float | None) -> dict[str, float | None] | None:
    """A speed ratio and its interval, to 2 digits."""
    if not figures or not figures.get("speed_ratio"):
        return None
    speed = shown_speed(float(figures["speed_ratio"]))
    return {
        "speed_ratio": speed,
        "low": None if width is None else to_digits(speed / (1 + width), 2),
        "high": None if width is None else to_digits(speed * (1 + width), 2),
    }


def shown_ratio(ratio: float | None) -> float | None:
    """To 3 significant digits, at most 99.9."""
    return None if ratio is None else min(MOST_RATIO, to_digits(max(float(ratio), 0.9), 3))


def shown_speed(speed_ratio: float) -> float:
    """To 2 significant digits and at most 2 decimals, between 0.03 and 50."""
    bounded = min(MOST_SPEED, max(LEAST_SPEED, speed_ratio))
    return to_digits(round(bounded, 2) if bounded < 0.1 else bounded, 2)


def shown_width(sides: Iterable[Json | None]) -> float | None:
    """The step of WIDTHS that covers the intervals of all directions measured; None when none does."""
    widths = [_width(figures) for figures in sides if figures]
    widest = max(widths, default=math.inf)
    return next((step for step in WIDTHS if widest <= step), None)


def _width(figures: Json) -> float:
    low, high = figures.get("low"), figures.get("high")
    return math.sqrt(float(high) / float(low)) - 1 if low and high else math.inf


def to_digits(value: float, digits: int) -> float:
    """Rounded to significant digits."""
    if not value or not math.isfinite(value):
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def _bits_per_byte(ratio: float | None) -> float | None:
    return to_digits(8 / ratio, 3) if ratio else None
