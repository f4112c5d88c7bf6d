"""Sandboxes that wait: ready, unused, unseen by each other, and gone when they should be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from judge.errors import JudgeError
from judge.runtimes import Runtime, open_runtime
from judge.sandbox import Limits, Sandbox, Status, pool
from judge.sandbox.limits import MIB
from judge.sandbox.pool import Kind, Pool

LIMITS = Limits(cpu=2.0, memory=96 * MIB, output=MIB)
OPEN = """
import os
def f(data):
    found = 0
    for number in range(1024):
        try: os.fstat(number)
        except OSError: continue
        found += 1
    return b"%d" % found
"""


@pytest.fixture
def plain(sandbox: None) -> Runtime:
    return open_runtime("python")


@pytest.fixture
def ready(plain: Runtime) -> Iterator[Pool]:
    """A pool in which one sandbox waits."""
    found = Pool(2)
    found.take(plain, LIMITS, None).close()
    _wait(lambda: found.idle() == 1)
    yield found
    found.close()


def test_what_waits_is_taken_and_replaced(ready: Pool, plain: Runtime) -> None:
    waiting = _waiting(ready)
    with ready.take(plain, LIMITS, None) as box:
        assert [box] == waiting
        assert box.load(b"def f(data): return data").ok
        assert box.call("f", b"abc").output == b"abc"
    _wait(lambda: ready.idle() == 1)


def test_nothing_waits_before_something_was_taken(plain: Runtime) -> None:
    assert Pool(2).idle() == 0


def test_limits_are_those_of_who_takes_it(ready: Pool, plain: Runtime) -> None:
    with ready.take(plain, replace(LIMITS, memory=32 * MIB), None) as box:
        box.load(b"def f(data): return b'%d' % len(bytearray(b'1') * (512 << 20))")
        assert box.call("f", b"").status is Status.MEMORY


def test_limits_may_also_be_larger(ready: Pool, plain: Runtime) -> None:
    with ready.take(plain, replace(LIMITS, memory=256 * MIB), None) as box:
        box.load(b"def f(data): return b'%d' % len(bytearray(b'1') * (128 << 20))")
        assert box.call("f", b"").ok


def test_a_core_is_set_when_it_is_taken(ready: Pool, plain: Runtime) -> None:
    core = max(os.sched_getaffinity(0))
    with ready.take(plain, LIMITS, core) as box:
        assert os.sched_getaffinity(box._spawned.pid) == {core}


def test_without_a_core_it_runs_where_its_taker_may(ready: Pool, plain: Runtime) -> None:
    with ready.take(plain, LIMITS, None) as box:
        assert os.sched_getaffinity(box._spawned.pid) == os.sched_getaffinity(0)


def test_starting_and_waiting_is_not_charged(ready: Pool, plain: Runtime) -> None:
    with ready.take(plain, LIMITS, None) as box:
        assert box.cpu() < box._meter.cpu() / 2


def test_it_knows_no_descriptor_of_the_others(ready: Pool, plain: Runtime) -> None:
    with ready.take(plain, LIMITS, None) as first, ready.take(plain, LIMITS, None) as second:
        for box in (first, second):
            box.load(OPEN.encode())
            assert box.call("f", b"").output == b"5"


def test_one_that_died_waiting_is_passed_over(ready: Pool, plain: Runtime) -> None:
    (waiting,) = _waiting(ready)
    os.kill(waiting._spawned.pid, signal.SIGKILL)
    waiting._spawned.process.wait()
    with ready.take(plain, LIMITS, None) as box:
        assert box is not waiting
        assert box.load(b"").ok


def test_one_that_died_and_was_not_collected_is_passed_over_too(ready: Pool, plain: Runtime) -> None:
    (waiting,) = _waiting(ready)
    around = waiting._spawned.process.pid
    os.kill(around, signal.SIGSTOP)
    os.kill(waiting._spawned.pid, signal.SIGKILL)
    _wait(lambda: "State:\tZ" in Path(f"/proc/{waiting._spawned.pid}/status").read_text())
    with pytest.raises(JudgeError, match="has ended"):
        waiting.hand_over(LIMITS, ())
    os.kill(around, signal.SIGCONT)


def test_what_its_thread_does_not_know_does_not_end_it(
    plain: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = iter([ValueError("unheard of")])
    start = Sandbox.start

    def start_at_last(*given: Any, **more: Any) -> Sandbox:
        for fault in faults:
            if threading.current_thread().name == "sandbox-pool":
                raise fault
        return start(*given, **more)

    monkeypatch.setattr(pool, "_AFTER_A_FAULT_SECONDS", 0.0)
    monkeypatch.setattr(Sandbox, "start", start_at_last)
    found = Pool(1)
    found._next(Kind(plain, LIMITS.threads), LIMITS)
    _wait(lambda: found.idle() == 1)
    assert not list(faults)
    found.close()


def test_it_outlives_the_thread_that_took_its_forerunner(plain: Runtime) -> None:
    found = Pool(1)
    thread = threading.Thread(target=lambda: found.take(plain, LIMITS, None).close())
    thread.start()
    thread.join()
    _wait(lambda: found.idle() == 1)
    with found.take(plain, LIMITS, None) as box:
        assert box.load(b"").ok
    found.close()


def test_two_runtimes_do_not_mix(ready: Pool, plain: Runtime) -> None:
    with ready.take(open_runtime("python-codecs"), LIMITS, None) as box:
        assert box.load(b"import zlib").ok


def test_what_must_not_wait_never_does(plain: Runtime) -> None:
    found = Pool(2)
    found.take(replace(plain, pooled=False), LIMITS, None).close()
    assert not found._shelves


def test_none_waits_where_none_may(plain: Runtime) -> None:
    found = Pool(0)
    found.take(plain, LIMITS, None).close()
    assert not found._shelves


def test_none_is_started_while_speed_is_measured(ready: Pool, plain: Runtime) -> None:
    with ready.quiet():
        ready.take(plain, LIMITS, None).close()
        assert ready._lacking() is None
    _wait(lambda: ready.idle() == 1)


def test_none_is_started_without_memory(ready: Pool, plain: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_available_bytes", lambda: 0)
    ready.take(plain, LIMITS, None).close()
    assert ready._lacking() is None


def test_what_waited_too_long_is_ended_and_not_replaced(ready: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "KEPT_SECONDS", -1.0)
    (outdated,) = ready._outdated()
    outdated.close()
    assert ready._lacking() is None


def test_closing_ends_all_that_wait(ready: Pool) -> None:
    pids = [box._spawned.pid for box in _waiting(ready)]
    ready.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
    assert ready.idle() == 0


def test_a_forked_process_has_a_pool_of_its_own(sandbox: None) -> None:
    program = """if True:
        import os
        from judge.sandbox import pool
        own = pool._pool()
        pid = os.fork()
        if pid == 0:
            os._exit(pool._pool() is own)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), pool._pool() is own)
    """
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["0", "True"]


@pytest.mark.parametrize("end", ["sys.exit()", "os.kill(os.getpid(), 9)"])
def test_what_waits_ends_with_the_judge(sandbox: None, end: str) -> None:
    program = f"""if True:
        import os, sys, time
        from judge.runtimes import open_runtime
        from judge.sandbox.pool import _pool, take
        take(open_runtime("python")).close()
        while not _pool().idle(): time.sleep(0.01)
        (shelf,) = _pool()._shelves.values()
        print(shelf.ready[0][1]._spawned.pid, flush=True)
        {end}
    """
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    inside = Path(f"/proc/{int(answer.stdout)}")
    _wait(lambda: not inside.exists())


@pytest.mark.parametrize(("named", "most"), [("", 4), ("0", 0), ("7", 7), ("many", 4)])
def test_a_setting_says_how_many_may_wait(named: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSLESS_IDLE_SANDBOXES", named)
    assert pool.most_idle() == most


def _waiting(found: Pool) -> list[Sandbox]:
    return [box for shelf in found._shelves.values() for _, box in shelf.ready]


def _wait(condition: Callable[[], bool]) -> None:
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("it did not come about within 30 s")
