"""What is around a submission: nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import SandboxUnavailable
from judge.runtimes import open_runtime
from judge.sandbox import Limits, Outcome, Sandbox, Status, availability
from judge.sandbox.metering import accounting
from judge.sandbox.slots import FIRST_UID, SLOTS, Slot

pytestmark = pytest.mark.usefixtures("backend")
Run = Callable[..., Outcome]
Load = Callable[..., Sandbox]
DESCRIPTORS = """
import os
def f(data):
    found = []
    for number in range(4096):
        try: os.fstat(number)
        except OSError: continue
        found.append(number)
    return b"%d" % len(found)
"""


def test_only_text_pipes_and_two_others_are_open(run: Run) -> None:
    assert run(DESCRIPTORS).output == b"5"


def test_descriptors_of_the_judge_stay_outside_also_when_there_are_many(run: Run) -> None:
    many = [os.open("/dev/null", os.O_RDONLY) for _ in range(200)]
    try:
        for number in many:
            os.set_inheritable(number, True)
        assert run(DESCRIPTORS).output == b"5"
    finally:
        for number in many:
            os.close(number)


def test_the_environment_tells_nothing_of_the_host(run: Run) -> None:
    outcome = run("import os\ndef f(data): return repr(sorted(os.environ)).encode()")
    names = set(re.findall(r"'(\w+)'", outcome.output.decode()))
    assert names <= {"HOME", "LANG", "LD_LIBRARY_PATH", "OPENBLAS_NUM_THREADS", "PWD"} | {
        name for name in names if name.startswith("PYTHON")
    }


def test_the_root_holds_the_runtime_alone(run: Run, backend: str) -> None:
    outcome = run("import os\ndef f(data): return ' '.join(sorted(os.listdir('/'))).encode()")
    assert set(outcome.output.split()) <= {
        *(b"about.json", b"complete", b"dev", b"judge", b"lib", b"lib64", b"libs", b"packages", b"python"),
        *((b"proc",) if backend == "oci" else ()),  # It is empty.
    }


@pytest.mark.parametrize(
    "place",
    ["/proc/1", "/proc/self", "/proc/sys", "/sys", "/dev/shm", "/dev/pts", "/etc", "/tmp", "/home"],
)
def test_a_place_of_the_host_is_not_there(run: Run, place: str) -> None:
    outcome = run(f"import os\ndef f(data): return b'%d' % os.path.exists({place!r})")
    assert outcome.output == b"0"


def test_no_folder_can_be_written(run: Run) -> None:
    outcome = run("""
        import os
        def f(data):
            made = []
            for folder, _, _ in os.walk("/"):
                try: open(folder + "/x", "w"); made.append(folder)
                except OSError: pass
            return repr(made).encode()
    """)
    assert outcome.output == b"[]"


def test_it_is_alone_with_itself(run: Run, backend: str) -> None:
    outcome = run("import os\ndef f(data): return b'%d %d' % (os.getpid(), os.getuid())")
    nobody = 0 if backend == "oci" and os.geteuid() != 0 else 65534
    assert outcome.output == b"1 %d" % nobody


def test_on_the_host_it_is_nobody_that_matters(load: Load) -> None:
    status = _status(load(""))
    uids = {int(uid) for uid in re.findall(r"\d+", status["Uid"])}
    own = set(range(FIRST_UID, FIRST_UID + SLOTS)) if os.geteuid() == 0 else {os.geteuid()}
    assert uids <= own
    assert 0 not in uids


def test_no_new_privileges_and_both_filters_hold(load: Load) -> None:
    status = _status(load(""))
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert int(status["Seccomp_filters"]) >= 2
    assert int(status["CapEff"], 16) == 0


def test_two_sandboxes_have_two_users(load: Load) -> None:
    if os.geteuid() != 0:
        pytest.skip("a plain user's sandboxes share his one uid")
    assert _status(load(""))["Uid"] != _status(load(""))["Uid"]


def test_a_core_can_be_given_and_not_left(sandbox: None) -> None:
    core = max(os.sched_getaffinity(0))
    with Sandbox.start(open_runtime("python"), core=core) as box:
        box.load(
            b"import os\ndef f(data): os.sched_setaffinity(0, {0})\n"
            b"def g(data): return repr(os.sched_getaffinity(0)).encode()"
        )
        assert box.call("f", b"").status is Status.ERROR
        assert box.call("g", b"").output == f"{{{core}}}".encode()


def test_threads_may_end_while_a_core_is_given(load: Load) -> None:
    box = load("""
        import threading
        def churn():
            while True: threading.Thread(target=int).start()
        threading.Thread(target=churn, daemon=True).start()
    """)
    core = max(os.sched_getaffinity(0))
    for _ in range(300):
        box._spawned.move_to({core})
    assert os.sched_getaffinity(_inside(box)) == {core}


def test_too_many_threads_are_refused(load: Load) -> None:
    box = load("""
        import threading, time
        def f(data):
            started = 0
            try:
                for _ in range(100):
                    threading.Thread(target=time.sleep, args=(1,), daemon=True).start()
                    started += 1
            except RuntimeError: pass
            return b"%d" % started
    """)
    assert int(box.call("f", b"").output) <= box.limits.threads + 4


def test_no_process_outlives_its_sandbox(load: Load) -> None:
    box = load(
        "import time, threading\ndef f(data):\n threading.Thread(target=time.sleep, args=(9,)).start()"
    )
    box.call("f", b"")
    pid = _inside(box)
    box.close()
    assert not Path(f"/proc/{pid}").exists()


def test_no_control_group_and_no_mount_is_left(load: Load) -> None:
    before = _groups(), Path("/proc/mounts").read_text()
    box = load("")
    box.close()
    box.close()
    assert (_groups(), Path("/proc/mounts").read_text()) == before


def test_no_descriptor_is_left(load: Load) -> None:
    load("").close()  # What lives as long as the judge is there from now on.
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        load("").close()
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_killed_judge_takes_its_sandboxes_along(sandbox: None) -> None:
    program = """if True:
        import time
        from judge.runtimes import open_runtime
        from judge.sandbox import Sandbox
        box = Sandbox.start(open_runtime("python"))
        print(box._spawned.process.pid, box._spawned.pid, flush=True)
        time.sleep(60)
    """
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as judge:
        assert judge.stdout
        around, inside = map(int, judge.stdout.readline().split())
        judge.kill()
    assert _is_gone(around)
    assert _is_gone(inside)


def test_what_a_killed_judge_left_is_swept_away(sandbox: None) -> None:
    if accounting() == "process":
        pytest.skip("without control groups nothing is left")
    program = "from judge.sandbox.metering import new_meter; from judge.sandbox import Limits; import os\n"
    program += "new_meter(Limits()); print(os.getpid())"
    pid = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert any(f"-{pid.strip()}-" in group for group in _all_groups())
    accounting.__wrapped__()
    assert not any(f"-{pid.strip()}-" in group for group in _all_groups())


def test_slots_of_two_judges_do_not_clash(sandbox: None) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root has slots")
    first, second = Slot.take(), Slot.take()
    assert first
    assert second
    assert first.uid != second.uid
    first.release()
    second.release()


def test_a_machine_without_the_program_says_what_to_install(
    backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("LOSSLESS_OCI_RUNTIME", "no-such-runtime")
    found = availability.__wrapped__()
    assert not found.ok
    assert {"bwrap": "bubblewrap", "oci": "no-such-runtime"}[backend] in found.remedy


def test_an_oci_runtime_that_fails_says_why(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if backend != "oci":
        pytest.skip("bwrap has one program")
    monkeypatch.setenv("LOSSLESS_OCI_RUNTIME", "false")
    found = availability.__wrapped__()
    assert not found.ok
    assert "false cannot start a container" in found.why


def test_a_sandbox_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSLESS_SANDBOX", "trust")
    assert "'trust'" in str(availability.__wrapped__())
    with pytest.raises(SandboxUnavailable, match="'trust'"):
        Sandbox.start(open_runtime("python"))


def test_limits_grow_with_the_cpu_limit() -> None:
    assert Limits.wall(10) == 35


def _inside(box: Sandbox) -> int:
    return box._spawned.pid


def _status(box: Sandbox) -> dict[str, str]:
    lines = Path(f"/proc/{_inside(box)}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _groups() -> list[str]:
    return [group for group in _all_groups() if f"-{os.getpid()}-" in group]


def _all_groups() -> list[str]:
    return sorted(
        os.path.join(folder, name)
        for folder, names, _ in os.walk("/sys/fs/cgroup")
        for name in names
        if name.startswith("lossless-")
    )


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
