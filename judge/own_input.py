"""One submission on one input of the caller's own: nothing is hidden, nothing scored."""

from __future__ import annotations

import time
from dataclasses import replace

from judge.build import build
from judge.codec import Codec, Failed
from judge.gate import UNLIMITED, RoundTrip, round_trip
from judge.package.model import Package
from judge.report import DataSetReport, Report, SpeedFigures
from judge.trial import OWN_INPUT, first_difference

SPLIT = "input"


def judge_input(
    package: Package, source: bytes, data: bytes, language: str = "python3"
) -> tuple[Report, bytes | None]:
    """The report and the blob, None where it did not come that far. Raises JudgeError."""
    started = time.monotonic()
    codec = Codec.of(package, source, language=language)
    charge = None
    try:
        built = build(codec, package.limits.code_bytes)
        charge, codec = built.charge_bytes, replace(codec, source=built.shown)
        trip = round_trip(codec, data, UNLIMITED)
    except Failed as failed:
        row = DataSetReport(OWN_INPUT, SPLIT, False, failed.verdict, original_bytes=len(data))
        rows = () if charge is None else (row,)
        message = _why(failed, data)
        return Report(failed.verdict, None, charge_bytes=charge, message=message, data_sets=rows), None
    total, measured = time.monotonic() - started, codec.spent.wall
    return Report(
        verdict="AC",
        score=None,
        charge_bytes=charge,
        data_sets=(_row(data, trip),),
        seconds={"total": total, "measured": measured, "platform": total - measured},
    ), trip.blob


def _why(failed: Failed, data: bytes) -> str:
    difference = None if failed.got is None else first_difference(data, failed.got)
    if difference is None:
        return failed.text
    return (
        f"first difference at byte {difference.offset}: expected {difference.expected_hex or 'the end'}, "
        f"got {difference.got_hex or 'the end'}"
    )


def _row(data: bytes, trip: RoundTrip) -> DataSetReport:
    ratio = len(data) / len(trip.blob) if data and trip.blob else None
    return DataSetReport(
        family=OWN_INPUT,
        split=SPLIT,
        scored=False,
        verdict="AC",
        original_bytes=len(data),
        compressed_bytes=len(trip.blob),
        ratio=ratio,
        bits_per_byte=8 / ratio if ratio else None,
        compress=_speed(data, trip.compress_cpu),
        decompress=_speed(data, trip.decompress_cpu),
        peak_memory_bytes=trip.peak_memory,
    )


def _speed(data: bytes, cpu_seconds: float) -> SpeedFigures:
    mb_per_s = len(data) / 1e6 / cpu_seconds if data and cpu_seconds else None
    return SpeedFigures(None, None, None, 1, "whole", mb_per_s, cpu_seconds)
