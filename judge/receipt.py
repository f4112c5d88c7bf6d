"""What has to be known to judge the same again: digests, versions, settings, machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from judge.core import processor_model
from judge.errors import UsageError
from judge.job import SCHEMA, Job
from judge.package.model import Package
from judge.runtimes import Runtime
from judge.sandbox.metering import accounting
from judge.storage import digest_of


def receipt(package: Package, job: Job, runtime: Runtime, core: int, seed: int) -> dict[str, Any]:
    """``seed`` chose slices and orders; it is the operator's alone."""
    return {
        **_digests(package, job),
        "versions": {"judge": str(SCHEMA), "runtime": runtime.name, **dict(runtime.versions)},
        "settings": {
            "splits": list(job.splits),
            "slice_bytes": package.slice_bytes,
            "measure_cpu_seconds": package.measure_cpu_seconds,
            "memory_bytes": package.limits.memory_bytes,
            "output_bytes": package.limits.output_bytes,
            "language": job.language,
            "quick": job.quick,
        },
        "processor": processor_model(),
        "accounting": accounting(),
        "core": core,
        "seed": f"{seed:016x}",
        "judged_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def read_receipt(text: bytes) -> Mapping[str, Any]:
    """A receipt, or that of the operator's report which is given. Raises UsageError for anything else, such
    as a candidate's: without a seed nothing can be chosen again."""
    try:
        read = json.loads(text)
        found: Mapping[str, Any] = read.get("receipt", read)
        seed_of(found)
        settings = found["settings"]
        (_,) = settings["splits"]
        _ = found["package"], found["source"], found["data"], settings["language"], settings["quick"]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            "expected the operator's report of a judging, or the receipt in it, as JSON"
        ) from None
    return found


def seed_of(receipt: Mapping[str, Any]) -> int:
    """What chose slices and orders. Raises LookupError, ValueError or TypeError where there is none."""
    return int(receipt["seed"], 16)


def check_same(receipt: Mapping[str, Any], package: Package, job: Job) -> None:
    """Raises UsageError, naming what differs, unless a job is that of a receipt."""
    for name, value in _digests(package, job).items():
        if receipt[name] != value:
            raise UsageError(f"another {name} than the receipt's: expected {receipt[name]}, got {value}")


def _digests(package: Package, job: Job) -> dict[str, Any]:
    return {
        "package": package.digest,
        "data": {f"{item.split}/{item.family}": item.digest for item in job.data if item.split in job.splits},
        "source": digest_of(job.source),
    }
