"""The figures of a judging as rows of a table and points of a chart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Any

from judge.languages import INTERPRETED
from judge.package import Family
from submissions.parts import part_name
from submissions.verdicts import Verdict, verdict

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Speed:
    """Speed as a multiple of the reference's, with the ends of its 95 % interval."""

    ratio: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Part:
    """One part of a task's answer: what it is called, its share of 1, and the reference's."""

    name: str
    title: str
    share: float | None
    reference: float | None

    @property
    def behind(self) -> float | None:
        """The share of what the reference reaches; None where either is not known."""
        if self.share is None or not self.reference:
            return None
        return self.share / self.reference


@dataclass(frozen=True)
class FamilyRow:
    family: str
    title: str
    scored: bool
    state: str  # "waiting", "running" or "done"
    verdict: Verdict | None = None
    ratio: float | None = None
    bits_per_byte: float | None = None
    reference_ratio: float | None = None
    reference_bits_per_byte: float | None = None
    compress: Speed | None = None
    decompress: Speed | None = None
    score: float | None = None
    function: str = ""  # of a task: what it calls, nothing for a codec's data
    is_timed: bool = True
    parts: tuple["Part", ...] = ()
    run: Speed | None = None
    curve: tuple[tuple[float, float], ...] = ()
    reference_curve: tuple[tuple[float, float], ...] = ()
    original_bytes: int | None = None  # of public data alone
    error: str = ""
    entropies: tuple[float, ...] = ()

    @property
    def is_task(self) -> bool:
        return bool(self.function)

    @property
    def below(self) -> tuple[int, ...]:
        """The orders k whose entropy the blob lies below, charge for the code aside."""
        own = self.bits_per_byte
        return tuple(order for order, bound in enumerate(self.entropies) if own is not None and own < bound)

    @property
    def ratio_to_reference(self) -> float | None:
        if not self.ratio or not self.reference_ratio:
            return None
        return self.ratio / self.reference_ratio


@dataclass(frozen=True)
class Point:
    """A codec's place on the ratio-speed plane, over the scored families."""

    name: str
    ratio: float
    compress: float
    decompress: float
    intervals: Mapping[str, tuple[float, float]]


def speed(figures: Json | None) -> Speed | None:
    if not figures or not figures.get("speed_ratio"):
        return None
    return Speed(figures["speed_ratio"], figures.get("low"), figures.get("high"))


def family_row(
    figures: Json | None, *, family: Family, title: str, baseline: Json, running: bool
) -> FamilyRow:
    """A row that is filled as far as the judging has come; the reference's figures stand from the start."""
    known = figures or {}
    return FamilyRow(
        family=family.name,
        title=title,
        scored=family.scored,
        function=family.function,
        is_timed=family.timed if family.function else family.speed,
        parts=parts(known.get("fields") or {}, baseline.get("fields") or {}),
        run=speed(known.get("run")),
        curve=curve(known.get("curve")),
        reference_curve=curve(baseline.get("curve")) if family.public else (),
        original_bytes=baseline.get("original_bytes") if family.public else None,
        error=known.get("error") or "",
        entropies=entropies(baseline),
        state="done" if figures else "running" if running else "waiting",
        verdict=verdict(known.get("verdict") or ""),
        ratio=known.get("ratio"),
        bits_per_byte=known.get("bits_per_byte"),
        reference_ratio=known.get("reference_ratio") or baseline.get("ratio"),
        reference_bits_per_byte=known.get("reference_bits_per_byte") or baseline.get("bits_per_byte"),
        compress=speed(known.get("compress")),
        decompress=speed(known.get("decompress")),
        score=known.get("score"),
    )


def parts(own: Mapping[str, float], reference: Mapping[str, float]) -> tuple[Part, ...]:
    """Those of either, the reference's order first."""
    names = dict.fromkeys((*reference, *own))
    return tuple(Part(name, part_name(name), own.get(name), rounded(reference.get(name))) for name in names)


def rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 2)


def curve(points: Iterable[tuple[float, float]] | None) -> tuple[tuple[float, float], ...]:
    """Parameters and bits per byte, sizes rising."""
    return tuple(sorted((float(size), float(bits)) for size, bits in points or () if size > 0 and bits > 0))


def entropies(baseline: Json) -> tuple[float, ...]:
    """H0, H1 and H2 of the data in bits per byte; nothing where they were not measured."""
    known = [baseline.get(name) for name in ("h0", "h1", "h2")]
    return tuple(float(value) for value in known if value is not None) if None not in known else ()


def geometric_mean(values: Iterable[float]) -> float:
    logs = [log(value) for value in values]
    return exp(sum(logs) / len(logs))


def on_plane(rows: Iterable[FamilyRow]) -> list[FamilyRow]:
    """The rows whose ratio and speed both count."""
    return [row for row in rows if row.scored and row.is_timed and not row.is_task]


def own_point(rows: Iterable[FamilyRow], name: str) -> Point | None:
    """Where the submission stands; None until every figure of some scored family is there."""
    full = [row for row in on_plane(rows) if row.ratio and row.compress and row.decompress]
    if not full:
        return None
    return Point(
        name=name,
        ratio=geometric_mean(row.ratio for row in full if row.ratio),
        compress=geometric_mean(row.compress.ratio for row in full if row.compress),
        decompress=geometric_mean(row.decompress.ratio for row in full if row.decompress),
        intervals={
            "compress": interval(row.compress for row in full),
            "decompress": interval(row.decompress for row in full),
        },
    )


def interval(speeds: Iterable[Speed | None]) -> tuple[float, float]:
    """Ends of the mean's interval, taken as if all errors went the same way: never too narrow."""
    known = [each for each in speeds if each]
    return (
        geometric_mean(each.low or each.ratio for each in known),
        geometric_mean(each.high or each.ratio for each in known),
    )


def reference_point(rows: Iterable[FamilyRow], name: str) -> Point | None:
    ratios = [row.reference_ratio for row in on_plane(rows) if row.reference_ratio]
    return Point(name, geometric_mean(ratios), 1.0, 1.0, {}) if ratios else None


def peer_points(peers: Iterable[Json], families: Iterable[str], speed_class: str) -> list[Point]:
    """One point for each library codec that was measured in all of the families: one that is for sound alone
    would stand beside the others by its easiest data.

    Its speeds are multiples of the speed of the reference of ``speed_class``.
    """
    wanted = set(families)
    by_name: dict[str, list[Json]] = {}
    for peer in peers:
        is_compared = peer.get("speed_class", INTERPRETED) == speed_class
        if (
            is_compared
            and peer["family"] in wanted
            and peer.get("ratio")
            and peer.get("compress_speed_ratio")
        ):
            by_name.setdefault(peer["name"], []).append(peer)
    most = max(map(len, by_name.values()), default=0)
    return [peer_point(name, rows) for name, rows in sorted(by_name.items()) if len(rows) == most]


def peer_point(name: str, measured: list[Json]) -> Point:
    return Point(
        name=name,
        ratio=geometric_mean(peer["ratio"] for peer in measured),
        compress=geometric_mean(peer["compress_speed_ratio"] for peer in measured),
        decompress=geometric_mean(peer["decompress_speed_ratio"] for peer in measured),
        intervals={},
    )
