"""Programs are started, watched, restarted where that is allowed, and stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.bootstrap import supervisor as module
from config.bootstrap.failure import Failure
from config.bootstrap.supervisor import Program, Supervisor

SLEEPS = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
WITH_CHILD = "import subprocess; p = subprocess.Popen(['sleep', '600']); print(p.pid, flush=True); p.wait()"
COMPLAINS = "import sys; sys.exit('cannot reach https://db.example.com/x')"


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    made = Supervisor(tmp_path / "log")
    yield made
    made.stop()


def program(name: str, code: str, **options: bool) -> Program:
    return Program(name, [sys.executable, "-c", code], dict(os.environ), **options)


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def look_until(supervisor: Supervisor, condition: Callable[[], object]) -> None:
    def looked() -> object:
        supervisor.look()
        return condition()

    until(looked)


def is_gone(pid: int) -> bool:
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return True


def test_a_child_that_ends_stops_the_watch_and_is_named(supervisor: Supervisor) -> None:
    supervisor.start(program("web", COMPLAINS))
    with pytest.raises(Failure) as failure:
        supervisor.watch()
    assert "web ended by itself (exit code 1)" in failure.value.what
    assert failure.value.why == "cannot reach (address)"


def test_a_killed_child_is_named_with_its_signal(supervisor: Supervisor) -> None:
    child = supervisor.start(program("web", SLEEPS))
    assert child.process
    child.process.kill()
    with pytest.raises(Failure, match="signal 9"):
        supervisor.watch()


def test_a_judge_that_is_killed_is_started_again(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT_SECONDS", 0.01)
    child = supervisor.start(program("judge", SLEEPS, restarts=True))
    assert child.process
    first = child.process.pid
    child.process.kill()
    look_until(supervisor, lambda: child.process and child.process.pid != first)


def test_a_judge_that_keeps_dying_stops_everything(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT_SECONDS", 0.001)
    supervisor.start(program("judge", COMPLAINS, restarts=True))
    with pytest.raises(Failure, match="judge ended by itself"):
        supervisor.watch()


def test_an_errand_may_end(supervisor: Supervisor) -> None:
    supervisor.start(program("web", SLEEPS))
    supervisor.start(program("demo", "pass", is_errand=True))
    look_until(supervisor, lambda: [child.program.name for child in supervisor.children] == ["web"])


def test_what_a_dead_child_left_running_is_ended(supervisor: Supervisor) -> None:
    child = supervisor.start(program("judge", WITH_CHILD, restarts=True))
    until(lambda: child.log.read_text().strip())
    grandchild = int(child.log.read_text())
    assert child.process
    child.process.kill()
    look_until(supervisor, lambda: is_gone(grandchild))


def test_stopping_reaches_a_child_that_does_not_listen(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STOP_SECONDS", 0.2)
    child = supervisor.start(program("web", STUBBORN))
    until(lambda: "up" in child.log.read_text())
    supervisor.stop()
    assert child.process
    assert child.process.returncode == -signal.SIGKILL


def test_who_serves_others_is_stopped_last(supervisor: Supervisor) -> None:
    told = "import signal, sys, time; signal.signal(15, lambda *_: (print(time.time()), sys.exit())); print('up', flush=True); time.sleep(600)"
    redis = supervisor.start(program("redis", told, serves_others=True))
    web = supervisor.start(program("web", told))
    until(lambda: "up" in redis.log.read_text() and "up" in web.log.read_text())
    supervisor.stop()
    assert float(redis.log.read_text().split()[1]) > float(web.log.read_text().split()[1])


def test_each_child_has_a_session_of_its_own(supervisor: Supervisor) -> None:
    child = supervisor.start(program("web", SLEEPS))
    assert child.process
    assert os.getsid(child.process.pid) == child.process.pid


def test_a_child_runs_on_the_cores_it_is_given(supervisor: Supervisor) -> None:
    core = max(os.sched_getaffinity(0))
    command = [sys.executable, "-c", SLEEPS]
    child = supervisor.start(Program("judge", command, dict(os.environ), frozenset({core})))
    assert child.process
    assert os.sched_getaffinity(child.process.pid) == {core}


def test_children_go_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from config.bootstrap.supervisor import Program, Supervisor; "
        "c = Supervisor(Path(sys.argv[1])).start(Program('web', ['sleep', '600'], {'PATH': '/usr/bin:/bin'})); "
        "print(c.process.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    until(lambda: is_gone(child))
