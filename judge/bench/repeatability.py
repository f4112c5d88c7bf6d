"""How far apart are the scores of one file, judged again and again, alone and beside a busy process?"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from judge.bench.table import Column, Row, Table
from judge.core import measure_core
from judge.job import Job
from judge.judging import judge
from judge.package.model import Package
from judge.report import Report
from judge.storage import Storage

Json = dict[str, Any]
CONDITIONS = ("alone", "beside neighbour")
_BUSY = "data = bytearray(1 << 26)\nwhile True:\n    data = data[1:] + data[:1]\n"


def measure(package: Package, job: Job, storage: Storage, runs: int, *, with_neighbour: bool) -> Json:
    """Judge a job ``runs`` times alone and, where asked, as often beside a busy neighbour, turn by
    turn, so that both see the same machine."""
    alone: list[Report] = []
    beside: list[Report] = []
    for _ in range(runs):
        alone.append(judge(package, job, storage, _ignore))
        if with_neighbour:
            with _busy_neighbour():
                beside.append(judge(package, job, storage, _ignore))
    return {"alone": _figures(alone)} | ({"beside_neighbour": _figures(beside)} if beside else {})


def text(figures: Mapping[str, Json]) -> str:
    """One block a condition."""
    return "\n".join(f"{name.replace('_', ' ')}\n{_block(block)}" for name, block in figures.items())


def table(figures: Mapping[str, Json]) -> Table:
    """One row a condition."""
    columns = (
        Column("runs", "runs", 0),
        Column("score", "score, median", 2),
        Column("off_by", "furthest from it", 2),
        Column("speed_off_percent", "speed, furthest, %", 2),
        Column("half_width", "half-width told", 2),
        Column("total_s", "s a judging"),
        Column("platform_s", "not measured, s"),
    )
    rows = (Row(name.replace("_", " "), _row(block)) for name, block in figures.items())
    return Table("repeatability", "The same file judged again and again", columns, tuple(rows))


def _row(block: Json) -> dict[str, float | None]:
    middle, speed = statistics.median(block["scores"]), statistics.median(block["log_speeds"])
    several = len(block["scores"]) > 1
    return {
        "runs": len(block["scores"]),
        "score": middle,
        "off_by": max(abs(score - middle) for score in block["scores"]) if several else None,
        "speed_off_percent": (
            max(100 * abs(math.expm1(one - speed)) for one in block["log_speeds"]) if several else None
        ),
        "half_width": statistics.median(width or 0.0 for width in block["half_widths"]),
        "total_s": statistics.median(block["total_seconds"]),
        "platform_s": statistics.median(block["platform_seconds"]),
    }


def _log_speed(report: Report) -> float:
    """Logarithm of the speed ratio, pooled over families and directions."""
    measured = [way for row in report.data_sets for way in (row.compress, row.decompress) if way]
    ratios = [way.speed_ratio for way in measured if way.speed_ratio]
    return statistics.mean(map(math.log, ratios)) if ratios else 0.0


def _figures(reports: Sequence[Report]) -> Json:
    scores = [report.score or 0.0 for report in reports]
    return {
        "verdicts": sorted({report.verdict for report in reports}),
        "scores": scores,
        "mean": statistics.mean(scores),
        "spread": max(scores) - min(scores),
        "deviation": statistics.stdev(scores) if len(scores) > 1 else None,
        "log_speeds": [_log_speed(report) for report in reports],
        "half_widths": [report.half_width for report in reports],
        "total_seconds": [report.seconds["total"] for report in reports],
        "platform_seconds": [report.seconds["platform"] for report in reports],
    }


def _block(block: Json) -> str:
    scores = " ".join(f"{score:.2f}" for score in block["scores"])
    widths = " ".join(f"{width or 0.0:.2f}" for width in block["half_widths"])
    deviation = "" if block["deviation"] is None else f", standard deviation {block['deviation']:.2f}"
    return (
        f"  verdict      {' '.join(block['verdicts'])}\n"
        f"  scores       {scores}\n"
        f"  mean         {block['mean']:.2f}, spread {block['spread']:.2f}{deviation}\n"
        f"  half-widths  {widths}\n"
        f"  seconds      {statistics.median(block['total_seconds']):.1f} a judging, "
        f"{statistics.median(block['platform_seconds']):.1f} of them the platform's (medians)"
    )


@contextmanager
def _busy_neighbour() -> Iterator[None]:
    """A process that moves memory without a pause, on the core where speed is measured."""
    core = measure_core()
    neighbour = subprocess.Popen(
        [sys.executable, "-S", "-c", _BUSY],
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        stdin=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        neighbour.kill()
        neighbour.wait()


def _ignore(message: Mapping[str, Any]) -> None:
    """Nobody watches these judgings."""
