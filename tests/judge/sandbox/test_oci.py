"""What is particular to OCI runtimes: bundles, their guard, and what a runtime shows of itself inside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.sandbox import Outcome, Sandbox
from judge.sandbox.backends import NAMES, entry, oci
from judge.sandbox.backends.oci import Contained, state_folder
from judge.sandbox.metering import accounting

pytestmark = [
    pytest.mark.usefixtures("backend"),
    pytest.mark.parametrize("backend", [name for name in NAMES if name == oci.NAME], indirect=True),
]


def test_bundle_and_state_are_gone_with_the_sandbox(load: Callable[..., Sandbox]) -> None:
    box = load("")
    left = _files(_name(box))
    assert len(left) == 2
    box.close()
    assert not any(path.exists() for path in left)


def test_a_runtime_that_was_killed_leaves_nothing(load: Callable[..., Sandbox]) -> None:
    box = load("")
    left = _files(_name(box))
    box._spawned.process.kill()
    box.close()
    assert not any(path.exists() for path in left)


def test_the_guard_deletes_what_a_killed_judge_left(sandbox: None) -> None:
    program = """if True:
        from judge.runtimes import open_runtime
        from judge.sandbox import Sandbox
        box = Sandbox.start(open_runtime("python"))
        print(box._spawned._running._name, flush=True)
        input()
    """
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=-1, stdout=subprocess.PIPE, text=True) as judge:
        assert judge.stdout
        left = _files(judge.stdout.readline().strip())
        assert all(path.exists() for path in left)
        judge.kill()
    _wait(lambda: not any(path.exists() for path in left))


def test_of_proc_an_empty_folder_is_left(run: Callable[..., Outcome]) -> None:
    outcome = run("import os\ndef f(data): return repr(os.listdir('/proc')).encode()")
    assert outcome.output == b"[]"


def test_the_right_to_take_it_away_is_given_up(load: Callable[..., Sandbox]) -> None:
    status = Path(f"/proc/{load('')._spawned.pid}/status").read_text()
    sets = dict(re.findall(r"^Cap(Inh|Prm|Eff|Amb):\s+(\w+)$", status, re.MULTILINE))
    assert sets.keys() == {"Inh", "Prm", "Eff", "Amb"}
    assert not any(int(rights, 16) for rights in sets.values())


def test_where_proc_cannot_be_taken_away_nothing_starts(
    sandbox: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "CAPABILITIES", ())
    assert oci.complaint() == f"it said nothing and ended with {entry.STILL_THERE}"


def test_a_guard_that_was_killed_is_replaced_and_knows_what_the_other_knew(
    load: Callable[..., Sandbox],
) -> None:
    box = load("")
    runtime = oci.program()
    assert runtime
    guard = oci._guard(os.getpid(), runtime)
    killed = guard._process
    killed.kill()
    killed.wait()
    load("").close()
    assert guard._process is not killed
    assert guard._watched == {_name(box)}


def test_text_that_passes_through_the_runtime_is_there_after_the_call(load: Callable[..., Sandbox]) -> None:
    box = load("def f(data): print('abc'); return b''")
    assert box.call("f", b"").ok
    assert box.stdout == b"abc\n"


def test_its_groups_lie_below_the_counted_ones(load: Callable[..., Sandbox]) -> None:
    if accounting() == "process":
        pytest.skip("there is no control group")
    groups = Path(f"/proc/{load('')._spawned.pid}/cgroup").read_text()
    assert "lossless-" in groups
    assert "/box" in groups


def _name(box: Sandbox) -> str:
    running = box._spawned._running
    assert isinstance(running, Contained)
    return running._name


def _files(name: str) -> list[Path]:
    return [path for path in (state_folder() / name, state_folder() / "state" / name) if path.exists()]


def _wait(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("it did not come about within 10 s")
