"""``run(job, storage, tell)``: one job in, one report out, as dicts on both ends.

``tell`` hears of progress: messages of type stage and data_set with schema, job and attempt. The
report is returned; who runs the job sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from judge.errors import UsageError
from judge.job import SCHEMA, Job
from judge.judging import judge
from judge.package import Package, read_zip
from judge.prepare import peers, prepare
from judge.smaller import Stop, find_failing_input
from judge.storage import Storage
from judge.trial import try_out
from judge.verify import verify

Json = dict[str, Any]
Tell = Callable[[Mapping[str, Any]], None]


def run(job: Job, storage: Storage, tell: Callable[[Json], None]) -> Json:
    """Do what a job asks for. Raises JudgeError for faults of the judge, PackageError for a package
    that breaks the format or whose generators fail."""

    def tell_of_job(message: Mapping[str, Any]) -> None:
        tell({"schema": SCHEMA, "job": job.id, "attempt": job.attempt, **message})

    package = read_zip(storage.get(job.package))
    if job.kind in _OF_SUBMISSIONS and job.language not in package.languages:
        known = ", ".join(package.languages)
        raise UsageError(f"{package.slug} does not take {job.language!r}; it takes {known}")
    return _RUNS[job.kind](package, job, storage, tell_of_job)


def failing_input(job: Job, storage: Storage, report: Mapping[str, Any], stop: Stop) -> Json | None:
    """After a judging whose round trips failed: a small generated input that fails alike, or None.

    Of the report nothing but the verdict is handed on. Raises as ``run`` does.
    """
    package = read_zip(storage.get(job.package))
    return find_failing_input(package, job.language, job.source, str(report["verdict"]), stop)


def _judge(package: Package, job: Job, storage: Storage, tell: Tell) -> Json:
    return judge(package, job, storage, tell).to_dict()


def _trial(package: Package, job: Job, storage: Storage, tell: Tell) -> Json:
    return try_out(package, job, tell)


def _prepare(package: Package, job: Job, storage: Storage, tell: Tell) -> Json:
    return prepare(package, storage, tell)


def _peers(package: Package, job: Job, storage: Storage, tell: Tell) -> Json:
    return peers(package, tell)


def _verify(package: Package, job: Job, storage: Storage, tell: Tell) -> Json:
    return verify(package, storage, tell, quick=job.quick)


_OF_SUBMISSIONS = ("judge", "trial")
_RUNS = {"judge": _judge, "trial": _trial, "prepare": _prepare, "peers": _peers, "verify": _verify}
