"""What has to be known to judge the same again: digests, versions, settings, machine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from judge.core import processor_model
from judge.job import SCHEMA, Job
from judge.package.model import Package
from judge.runtimes import Runtime
from judge.sandbox.metering import accounting
from judge.storage import digest_of


def receipt(package: Package, job: Job, runtime: Runtime, core: int, seed: int) -> dict[str, Any]:
    """``seed`` chose slices and orders; it is the operator's alone."""
    return {
        "package": package.digest,
        "data": {f"{item.split}/{item.family}": item.digest for item in job.data if item.split in job.splits},
        "source": digest_of(job.source),
        "versions": {"judge": str(SCHEMA), "runtime": runtime.name, **dict(runtime.versions)},
        "settings": {
            "splits": list(job.splits),
            "slice_bytes": package.slice_bytes,
            "measure_cpu_seconds": package.measure_cpu_seconds,
            "memory_bytes": package.limits.memory_bytes,
            "output_bytes": package.limits.output_bytes,
            "quick": job.quick,
        },
        "processor": processor_model(),
        "accounting": accounting(),
        "core": core,
        "seed": f"{seed:016x}",
        "judged_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
