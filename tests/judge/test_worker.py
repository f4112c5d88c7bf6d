"""A worker as it is started in production, with a real Redis between it and the test."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
import redis
from celery import current_app

from judge.heart import Heart
from judge.job import Job
from judge.package import Package, canonical_zip
from judge.queues import queue_for
from judge.station import DEADLINE_SECONDS
from judge.storage import FolderStorage
from judge.worker import app, broker_address, run_job

ROOT = Path(__file__).resolve().parents[2]
GOOD = b"def compress(data):\n    return data\n\n\ndef decompress(blob):\n    return blob\n"
ENDLESS = b"def compress(data):\n    while True:\n        pass\n\n\ndecompress = compress\n"
LAST = {"report", "fault"}
WAIT_SECONDS = 180


@dataclass(frozen=True)
class Worker:
    """A started worker with a database of Redis to itself."""

    process: subprocess.Popen[bytes]
    store: redis.Redis
    address: str
    package: str

    def send(self, source: bytes, language: str = "python3") -> Job:
        job = Job(
            str(uuid4()), 1, "trial", self.package, reply_to="jobs.record", source=source, language=language
        )
        with app.connection_for_write(broker_address(self.address)) as connection:
            app.send_task(
                run_job.name,
                args=(job.to_dict(),),
                queue=queue_for("trials", language),
                task_id=f"{job.id}-1",
                connection=connection,
            )
        return job

    def send_endless(self) -> Job:
        """Wait until it runs in a sandbox."""
        job = self.send(ENDLESS)
        _until(lambda: self.says().get("busy") == job.id and len(_below(self.process.pid)) >= 3)
        return job

    def says(self) -> dict[str, Any]:
        """What the worker's key says now."""
        return dict(json.loads(cast("bytes | None", self.store.get(self.key())) or b"{}"))

    def key(self) -> bytes:
        return next(iter(cast("list[bytes]", self.store.keys("lossless:judge:*"))), b"")

    def messages(self) -> Iterator[dict[str, Any]]:
        while (raw := cast("bytes | None", self.store.rpop("results"))) is not None:
            yield json.loads(base64.b64decode(json.loads(raw)["body"]))[0][0]

    def last_message(self) -> dict[str, Any]:
        """The next report or fault."""
        found: list[dict[str, Any]] = []

        def came() -> bool:
            found.extend(each for each in self.messages() if each["type"] in LAST)
            return bool(found)

        _until(came)
        return found[0]


@contextmanager
def started(database: int, package: Package, var: Path) -> Iterator[Worker]:
    address = os.environ["LOSSLESS_REDIS_URL"].split("?")[0] + f"?db={database}"
    command = "-m celery -A judge.worker worker -Q trials,interviews -c 1 -n test@%h --loglevel warning"
    storage = FolderStorage(var / "storage")
    environment = {**os.environ, "LOSSLESS_REDIS_URL": address, "LOSSLESS_VAR": str(var)}
    environment["LOSSLESS_STORAGE"] = str(storage.root)
    store = redis.Redis.from_url(address)
    store.flushdb()
    process = subprocess.Popen([sys.executable, *command.split()], cwd=ROOT, env=environment)
    worker = Worker(process, store, address, storage.put(canonical_zip(package.files)))
    try:
        _until(lambda: worker.says().get("selftest", {}).get("ok"))
        yield worker
    finally:
        process.kill()
        process.wait()
        store.flushdb()


@pytest.fixture(scope="module")
def worker(sandbox: None, any_codec: Package, var: Path) -> Iterator[Worker]:
    """One for all tests that leave it alive."""
    with started(9, any_codec, var) as running:
        yield running


@pytest.fixture
def doomed(sandbox: None, any_codec: Package, var: Path) -> Iterator[Worker]:
    with started(8, any_codec, var) as running:
        yield running


def test_a_report_comes_back_through_the_results_queue(worker: Worker) -> None:
    job = worker.send(GOOD)
    message = worker.last_message()
    assert (message["job"], message["attempt"], message["type"]) == (job.id, 1, "report")
    assert message["report"]["verdict"] == "AC"


def test_the_queue_of_a_further_language_is_read_as_soon_as_that_has_passed(worker: Worker) -> None:
    assert worker.says()["languages"][0] == "python3"
    _until(lambda: "python3-scientific" in worker.says()["languages"])
    job = worker.send(GOOD, "python3-scientific")
    message = worker.last_message()
    assert message["job"] == job.id


def test_work_on_packages_is_not_somebody_who_waits(worker: Worker) -> None:
    heart = Heart(worker.address, ("submissions", "packages"))
    heart.reads = ("submissions", "submissions.c", "packages", "packages.c")
    found = []
    for queue in ("packages", "packages.c", "submissions.c"):
        worker.store.lpush(queue, "a job")
        found.append(heart.others_wait())
        worker.store.delete(queue)
    assert found == [False, False, True]


def test_its_key_says_what_it_is_and_ends_by_itself(worker: Worker) -> None:
    assert worker.says()["queues"] == ["trials", "interviews"]
    assert worker.says()["sandbox"] in {"v1", "v2", "process"}
    assert 0 < worker.store.ttl(worker.key()) <= 30


def test_a_killed_working_process_makes_a_fault_and_the_worker_goes_on(worker: Worker) -> None:
    worker.send_endless()
    os.kill(_working(worker.process.pid), signal.SIGKILL)
    assert worker.last_message()["type"] == "fault"
    worker.send(GOOD)
    assert worker.last_message()["type"] == "report"


def test_a_cancelled_job_ends_and_says_nothing(worker: Worker) -> None:
    job = worker.send_endless()
    worker.store.set(f"lossless:cancel:{job.id}", "1")
    _until(lambda: worker.says()["busy"] is None and worker.store.hlen("unacked") == 0)
    assert {message["type"] for message in worker.messages()} <= {"stage"}


def test_nothing_survives_a_killed_worker(doomed: Worker) -> None:
    doomed.send_endless()
    below = _below(doomed.process.pid)
    doomed.process.kill()
    _until(lambda: all(map(_is_dead, below)))


def test_a_worker_that_is_stopped_gives_its_job_back_to_the_queue(doomed: Worker) -> None:
    job = doomed.send_endless()
    doomed.process.terminate()
    doomed.process.wait(WAIT_SECONDS)
    (envelope,) = cast("list[bytes]", doomed.store.lrange("trials", 0, -1))
    assert json.loads(envelope)["headers"]["id"] == f"{job.id}-1"
    assert doomed.store.hlen("unacked") == 0
    assert doomed.key() == b""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("redis://127.0.0.1:6379/2", "redis://127.0.0.1:6379/2"),
        ("unix:///run/a/redis.sock", "redis+socket:///run/a/redis.sock?virtual_host=0"),
        ("unix:///run/a/redis.sock?db=3", "redis+socket:///run/a/redis.sock?virtual_host=3"),
    ],
)
def test_the_broker_address_is_the_redis_address_in_other_words(address: str, expected: str) -> None:
    assert broker_address(address) == expected


def test_a_job_outlives_no_visibility_timeout() -> None:
    timeout = app.conf.broker_transport_options["visibility_timeout"]
    assert timeout > 2 * max(DEADLINE_SECONDS.values())


def test_the_worker_is_not_the_default_app_of_the_process() -> None:
    assert current_app.main != "judge"


def _until(reached: Callable[[], Any]) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not reached():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def _working(pid: int) -> int:
    """The process that works on jobs; another may still be trying languages."""
    return next(child for child in _below(pid) if b"judge.serve" in _command(child).split(b"\0"))


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _below(pid: int) -> list[int]:
    """Pids of all descendants."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *_below(child)]
    return found


def _is_dead(pid: int) -> bool:
    try:
        return "State:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
