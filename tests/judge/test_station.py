"""A station: the working process is real, and so are its sandboxes; Redis and Celery are not needed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from judge import station as stations
from judge.child import Child, ChildDied
from judge.job import Job
from judge.package import Package, canonical_zip
from judge.station import Station, Stopping
from judge.storage import FolderStorage
from tests.judge.conftest import Bench

GOOD = b"def compress(data):\n    return data\n\n\ndef decompress(blob):\n    return blob\n"
# Wrong on inputs longer than a search comes to, as the package has them.
NEVER_AGAIN = GOOD.replace(b"return blob", b"return blob if len(blob) < 100_000 else b''")
ENDLESS = b"def compress(data):\n    while True:\n        pass\n\n\ndecompress = compress\n"


class Notes:
    """Stands where Redis is: keeps what is said, and holds the cancelled jobs."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []
        self.cancelled: set[str] = set()
        self.waiting = False

    def says(self, **fields: Any) -> None:
        self.said.append(fields)

    def is_cancelled(self, job: str) -> bool:
        return job in self.cancelled

    def others_wait(self) -> bool:
        return self.waiting


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def station(sandbox: None, notes: Notes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Station]:
    monkeypatch.delenv("LOSSLESS_STORAGE", raising=False)
    with closing(Station(notes)) as opened:
        yield opened


@pytest.fixture
def trial(any_codec: Package, var: Path) -> Callable[[bytes], Job]:
    digest = FolderStorage(var / "storage").put(canonical_zip(any_codec.files))
    return lambda source: Job(id=str(uuid4()), attempt=2, kind="trial", package=digest, source=source)


def perform(station: Station, job: Job) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    station.perform(job.to_dict(), heard.append)
    return heard


def test_a_job_ends_with_its_report(station: Station, trial: Callable[[bytes], Job]) -> None:
    job = trial(GOOD)
    heard = perform(station, job)
    assert [message["type"] for message in heard][-1] == "report"
    assert heard[-1]["report"]["verdict"] == "AC"
    assert all((each["schema"], each["job"], each["attempt"]) == (1, job.id, 2) for each in heard)


@pytest.fixture
def judging(bench: Bench) -> Callable[[bytes], Job]:
    return lambda source: replace(bench.job, id=str(uuid4()), source=source)


def test_after_a_wrong_answer_comes_the_smallest_failing_input(
    station: Station, judging: Callable[[bytes], Job]
) -> None:
    job = judging(GOOD.replace(b"return blob", b"return blob[1:]"))
    *_, report, last = perform(station, job)
    assert (report["type"], report["report"]["verdict"]) == ("report", "WA")
    assert (last["type"], last["job"], last["attempt"]) == ("failing_input", job.id, job.attempt)
    assert (last["input"]["input_hex"], last["input"]["got_hex"]) == ("00", "")


def test_a_search_ends_when_another_job_waits(
    station: Station, notes: Notes, judging: Callable[[bytes], Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told nothing, it would go on until the station ends it, and its process with it."""
    monkeypatch.setattr(stations, "SEARCH_SECONDS", 2.5)
    notes.waiting = True
    first = perform(station, judging(NEVER_AGAIN))[-1]
    pid = _pid(station)
    assert (first["type"], first["input"]) == ("failing_input", None)
    assert perform(station, judging(GOOD))[-1]["type"] == "report"
    assert _pid(station) == pid


def test_a_working_process_that_dies_in_the_search_costs_the_hint_alone(
    station: Station, judging: Callable[[bytes], Job]
) -> None:
    heard: list[dict[str, Any]] = []

    def hear(message: dict[str, Any]) -> None:
        heard.append(message)
        if message["type"] == "report":
            os.kill(_pid(station), signal.SIGKILL)

    station.perform(judging(NEVER_AGAIN).to_dict(), hear)
    assert heard[-1]["type"] == "report"
    assert perform(station, judging(GOOD))[-1]["type"] == "report"


def test_a_worker_that_stops_in_the_search_does_not_give_the_job_back(
    station: Station, judging: Callable[[bytes], Job]
) -> None:
    station.perform(
        judging(NEVER_AGAIN).to_dict(),
        lambda message: station.close() if message["type"] == "report" else None,
    )
    with pytest.raises(Stopping):
        perform(station, judging(GOOD))


def test_one_working_process_does_many_jobs(station: Station, trial: Callable[[bytes], Job]) -> None:
    perform(station, trial(GOOD))
    first = _pid(station)
    perform(station, trial(GOOD))
    assert _pid(station) == first


def test_it_tells_what_it_is_busy_with(station: Station, notes: Notes, trial: Callable[[bytes], Job]) -> None:
    job = trial(GOOD)
    perform(station, job)
    assert notes.said == [{"busy": job.id}, {"busy": None}]


def test_a_cancelled_job_never_starts(station: Station, notes: Notes, trial: Callable[[bytes], Job]) -> None:
    job = trial(GOOD)
    notes.cancelled.add(job.id)
    assert perform(station, job) == []


def test_a_running_job_that_is_cancelled_ends_with_all_its_sandboxes(
    station: Station, notes: Notes, trial: Callable[[bytes], Job]
) -> None:
    job = trial(ENDLESS)
    seen: list[int] = []

    def cancel(pids: list[int]) -> None:
        seen.extend(pids)
        notes.cancelled.add(job.id)

    watch = _when_sandboxed(station, cancel)
    heard = perform(station, job)
    watch.join()
    assert [each for each in heard if each["type"] in {"report", "fault"}] == []
    assert seen
    assert all(map(_is_gone, seen))


def test_a_working_process_that_is_killed_makes_a_fault_and_the_next_job_is_done(
    station: Station, trial: Callable[[bytes], Job]
) -> None:
    watch = _when_sandboxed(station, lambda pids: os.kill(pids[0], signal.SIGKILL))
    last = perform(station, trial(ENDLESS))[-1]
    watch.join()
    assert last["type"] == "fault"
    assert "ended with code -9" in last["why"]
    assert perform(station, trial(GOOD))[-1]["type"] == "report"


def test_a_job_beyond_its_deadline_makes_a_fault(
    station: Station, trial: Callable[[bytes], Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    perform(station, trial(GOOD))
    monkeypatch.setitem(stations.DEADLINE_SECONDS, "trial", 1)
    assert perform(station, trial(ENDLESS))[-1]["why"] == "the job took longer than 1 s"


def test_a_worker_that_stops_gives_its_job_back(station: Station, trial: Callable[[bytes], Job]) -> None:
    watch = _when_sandboxed(station, lambda pids: station.close())
    with pytest.raises(Stopping):
        perform(station, trial(ENDLESS))
    watch.join()


def test_a_package_that_is_not_in_storage_makes_a_fault(
    station: Station, trial: Callable[[bytes], Job]
) -> None:
    job = Job(id=str(uuid4()), attempt=1, kind="trial", package="0" * 64, source=GOOD)
    last = perform(station, job)[-1]
    assert last["type"] == "fault"
    assert "StorageError" in last["why"]


@pytest.mark.parametrize("raw", [{}, {"schema": 99}, {"schema": 1, "kind": "judge"}])
def test_a_job_that_cannot_be_read_is_dropped(station: Station, raw: dict[str, Any]) -> None:
    heard: list[dict[str, Any]] = []
    station.perform(raw, heard.append)
    assert heard == []


def test_it_opens_when_the_self_test_passes(station: Station, notes: Notes) -> None:
    station.open(lambda: pytest.fail("it waits"))
    about = notes.said[-1]
    assert about["selftest"]["ok"] is True
    assert set(about) == {"selftest", "languages", "language_report", "runtimes", "sandbox", "processor"}


def test_it_takes_no_work_without_bubblewrap(
    station: Station, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(InterruptedError):
        station.open(_interrupt)
    assert notes.said[-1]["selftest"]["ok"] is False
    assert "bwrap is missing" in notes.said[-1]["selftest"]["message"]


def test_the_working_process_knows_no_address_of_the_queue(sandbox: None) -> None:
    with closing(_Closing()) as child:
        environment = Path(f"/proc/{child.child.pid}/environ").read_bytes()
    assert b"LOSSLESS_REDIS_URL" not in environment
    assert b"LOSSLESS_SECRET_KEY" not in environment


def test_words_that_are_no_json_object_end_it(sandbox: None) -> None:
    with closing(_Closing()) as child:
        child.child._lines._rest += b"[1]\n"
        with pytest.raises(ChildDied, match="not an object"):
            next(child.child.messages(1))


class _Closing:
    def __init__(self) -> None:
        self.child = Child()

    def close(self) -> None:
        self.child.kill()


def _interrupt() -> None:
    raise InterruptedError


def _pid(station: Station) -> int:
    assert station._child
    return station._child.pid


def _when_sandboxed(station: Station, act: Callable[[list[int]], object]) -> threading.Thread:
    """Act once the working process has a sandbox; ``act`` gets its pid and those below it."""

    def watch() -> None:
        while True:
            time.sleep(0.02)
            child = station._child
            below = _below(child.pid) if child else []
            if child and len(below) >= 2:
                time.sleep(0.5)
                act([child.pid, *below])
                return

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def _below(pid: int) -> list[int]:
    try:
        direct = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
    return direct + [each for child in direct for each in _below(child)]


def _is_gone(pid: int) -> bool:
    """Dead within ten seconds; a zombie that nobody has collected yet counts as dead."""
    for _ in range(1000):
        try:
            if "State:\tZ" in Path(f"/proc/{pid}/status").read_text():
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False
