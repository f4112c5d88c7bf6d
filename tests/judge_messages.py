"""Messages as a judge worker sends them, delivered to the site as its result worker does."""

from typing import Any

from jobs.actions import receive
from jobs.models import QueuedJob


def deliver(job: QueuedJob, kind: str, **body: Any) -> bool:
    """True if the site took it: the job must be out, as ``put_out`` makes it."""
    return receive({"schema": 1, "job": str(job.pk), "attempt": job.attempt, "type": kind, **body})


def put_out(job: QueuedJob) -> QueuedJob:
    """As if the job had been sent to the queue: its first attempt is out."""
    type(job).objects.filter(pk=job.pk, attempt=0).update(attempt=1, sends=1)
    job.refresh_from_db()
    return job


def figures(family: str = "words", *, measured: bool = True, **changes: Any) -> dict[str, Any]:
    """One data set's figures; before its speed is measured both speeds are null."""
    side = {
        "speed_ratio": 0.8312,
        "low": 0.7911,
        "high": 0.8712,
        "pairs": 31,
        "method": "slices",
        "mb_per_s": 3.21,
        "cpu_s": 1.25,
    }
    return {
        "family": family,
        "split": "board",
        "scored": True,
        "verdict": "AC",
        "original_bytes": 262144,
        "compressed_bytes": 133742,
        "ratio": 1.9601,
        "bits_per_byte": 4.0815,
        "reference_ratio": 2.0,
        "reference_bits_per_byte": 4.0,
        "compress": side if measured else None,
        "decompress": side if measured else None,
        "peak_memory_bytes": 12345678,
        "score": 71.234 if measured else None,
        **changes,
    }


def report(verdict: str = "AC", **changes: Any) -> dict[str, Any]:
    return {
        "schema": 1,
        "verdict": verdict,
        "score": 71.234 if verdict == "AC" else 0.0,
        "imprecise": False,
        "charge_bytes": 612,
        "message": "",
        "data_sets": [figures("words"), figures("noise", scored=False, ratio=0.9995, score=None)],
        "receipt": {"package": "ab" * 32, "data": "cd" * 32, "settings": {"slice_bytes": 32768}},
        "seconds": {"total": 41.2, "measured": 40.0, "platform": 0.8},
        **changes,
    }


def trial_report(**changes: Any) -> dict[str, Any]:
    case = {
        "name": "hello.txt",
        "verdict": "AC",
        "original_bytes": 12,
        "compressed_bytes": 12,
        "ratio": 1.0,
        "bits_per_byte": 8.0,
        "compress_cpu_s": 0.0001,
        "decompress_cpu_s": 0.0001,
        "peak_memory_bytes": 9000000,
        "first_difference": None,
        "error": None,
    }
    return {"verdict": "AC", "message": "", "stdout": "", "stderr": "", "cases": [case], **changes}


def failing_input(data: bytes = b"\x00ab", got: bytes | None = b"\x00aB", **changes: Any) -> dict[str, Any]:
    """What the judge found after a report; without ``got`` the code failed rather than came back wrong."""
    return {
        "input_hex": data.hex(),
        "input_bytes": len(data),
        "got_hex": None if got is None else got.hex(),
        "got_bytes": None if got is None else len(got),
        "verdict": "WA" if got is not None else "RTE",
        "direction": "decompress",
        "error": "",
        "tries": 17,
        "seconds": 0.25,
        **changes,
    }
