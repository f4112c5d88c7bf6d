"""How each kind of end is told apart, from outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from judge.runtimes import open_runtime
from judge.sandbox import Limits, Outcome, Sandbox, Status
from judge.sandbox.metering import accounting

pytestmark = pytest.mark.usefixtures("backend")
Run = Callable[..., Outcome]


def test_bytes_go_in_and_come_out(run: Run) -> None:
    assert run("def f(data): return data[::-1]", b"abc").output == b"cba"


def test_large_data_pass_the_pipes_whole(run: Run) -> None:
    data = bytes(range(256)) * 4000
    assert run("def f(data): return data", data).output == data


def test_endless_work_is_a_time_limit(load: Callable[..., Sandbox]) -> None:
    box = load("def f(data):\n while True: pass")
    assert box.call("f", b"", cpu=0.2).status is Status.TIME


def test_much_memory_is_a_memory_limit(run: Run) -> None:
    source = "def f(data):\n kept = []\n while True: kept.append(bytearray(b'1') * (32 << 20))"
    assert run(source).status is Status.MEMORY


def test_a_long_answer_is_an_output_limit(run: Run) -> None:
    assert run("def f(data): return bytes(2 << 20)").status is Status.OUTPUT


def test_a_flood_of_text_is_an_output_limit(run: Run) -> None:
    assert run("def f(data):\n while True: print('x' * 100000)").status is Status.OUTPUT


def test_an_exception_is_a_run_time_error_and_names_the_line(run: Run) -> None:
    outcome = run("def f(data):\n return data[0]\n")
    assert outcome.status is Status.ERROR
    assert "return data[0]" in outcome.text


def test_no_host_path_stands_in_a_traceback(run: Run) -> None:
    outcome = run("import json\ndef f(data): json.loads('[')")
    assert "/root" not in outcome.text
    assert "/python/lib" in outcome.text


@pytest.mark.parametrize("ending", ["os._exit(0)", "os._exit(159)", "os.abort()", "raise SystemExit(0)"])
def test_leaving_early_is_a_failure_whatever_the_exit_code(run: Run, ending: str) -> None:
    assert run(f"import os\ndef f(data): {ending}").status in {Status.ERROR, Status.VIOLATION}


def test_a_deadly_system_call_is_a_violation(run: Run) -> None:
    source = "import ctypes\ndef f(data): ctypes.CDLL(None).syscall(101, 0, 0, 0, 0)"
    assert run(source, runtime="peers").status is Status.VIOLATION


@pytest.mark.parametrize(
    "result",
    ["'text'", "None", "bytearray(3)", "type('B', (bytes,), {'__len__': lambda self: 0})(b'abc')"],
)
def test_only_true_bytes_are_an_answer(run: Run, result: str) -> None:
    assert run(f"def f(data): return {result}").status is Status.ERROR


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def f(", "SyntaxError"),
        ("import zlib", "ModuleNotFoundError"),
        ("def g(data): return data", "no function f"),
        ("f = 3", "no function f"),
        ("f = '\\0'\0", "null byte"),
    ],
)
def test_what_does_not_load_says_why(sandbox: None, source: str, told: str) -> None:
    with Sandbox.start(open_runtime("python")) as box:
        outcome = box.load(source.encode(), ["f"])
    assert outcome.status is Status.COMPILE
    assert told in outcome.text


def test_a_file_that_is_not_utf_8_does_not_load(sandbox: None) -> None:
    with Sandbox.start(open_runtime("python")) as box:
        assert box.load(b"# \xff").status is Status.COMPILE


def test_comments_and_docstrings_are_stripped_without_running(sandbox: None) -> None:
    with Sandbox.start(open_runtime("python")) as box:
        outcome = box.strip(b'"""Doc."""\n# Why.\nimport nothing_at_all\n')
    assert outcome.output == b"import nothing_at_all"


class Hasty(Limits):
    @staticmethod
    def wall(cpu: float) -> float:
        return 0.5


def test_sleeping_ends_by_wall_time(load: Callable[..., Sandbox]) -> None:
    box = load("import time\ndef f(data): time.sleep(60)")
    box.limits = Hasty()
    outcome = box.call("f", b"", cpu=0.01)
    assert outcome.status is Status.TIME
    assert outcome.cpu < 0.01


def test_peak_memory_is_seen_from_outside(load: Callable[..., Sandbox]) -> None:
    box = load("def f(data): return b'%d' % len(bytearray(b'1') * (64 << 20))")
    assert box.call("f", b"").ok
    assert box.peak_memory() > 64 << 20


def test_the_accounting_is_one_that_operators_are_told_of(load: Callable[..., Sandbox]) -> None:
    assert load("").accounting == accounting()
    assert accounting() in {"v1", "v2", "process"}
