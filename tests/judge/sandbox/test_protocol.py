"""What a submission that takes over its own process can say, and what it gains by it: nothing."""

from __future__ import annotations

import select
import signal
from collections.abc import Callable

import pytest

from judge.sandbox import Sandbox, Status

Load = Callable[..., Sandbox]

FORGED = """
import os, sys
RESULTS = sys.modules["__main__"].RESULTS
def say(letter, data):
    token = sys.modules["__main__"].tokens[0]
    os.write(RESULTS, letter + token + len(data).to_bytes(8, "big") + data)
def f(data):
    say({letter!r}, b"secret")
    return b""
"""


@pytest.mark.parametrize("letter", [b"C", b"X", b"M", b"Z", b"\0"])
def test_a_forged_letter_is_a_failure(load: Load, letter: bytes) -> None:
    outcome = load(FORGED.format(letter=letter)).call("f", b"")
    assert outcome.status in {Status.ERROR, Status.MEMORY}
    assert outcome.output == b""


def test_garbage_is_decided_on_at_once(load: Load) -> None:
    box = load(FORGED.format(letter=b"Z") + "\n    import time; time.sleep(60)")
    assert box.call("f", b"").status is Status.ERROR
    assert box._spawned.process.returncode == 128 + signal.SIGKILL


def test_a_violation_is_seen_behind_garbage(load: Load) -> None:
    box = load(
        FORGED.format(letter=b"Z") + "\nimport ctypes, threading, time\n"
        "def later(): time.sleep(0.05); say(b'Z', b''); ctypes.CDLL(None).syscall(101, 0, 0, 0, 0)\n"
        "def g(data): threading.Thread(target=later, daemon=True).start(); return data",
        "peers",
    )
    assert box.call("g", b"").ok
    assert box._spawned.ends(10)
    assert box.call("g", b"").status is Status.VIOLATION


def test_a_call_never_ends_as_a_compile_error(load: Load) -> None:
    """Words of compile errors are shown to candidates, and a call has seen hidden data."""
    assert load(FORGED.format(letter=b"C")).call("f", b"").status is Status.ERROR


def test_a_forged_good_answer_is_taken_as_bytes_and_the_next_one_refused(load: Load) -> None:
    box = load(FORGED.format(letter=b"O"))
    assert box.call("f", b"").output == b"secret"
    assert box.call("f", b"").status is Status.ERROR


def test_an_answer_before_the_question_is_refused(load: Load) -> None:
    box = load(
        FORGED.format(letter=b"O") + "\nimport threading, time\n"
        "def later(): time.sleep(0.1); say(b'O', b'early')\n"
        "def g(data): threading.Thread(target=later, daemon=True).start(); return data"
    )
    assert box.call("g", b"x").ok
    _wait_for_bytes(box)
    assert box.call("g", b"x").status is Status.ERROR


def test_a_length_beyond_all_memory_is_refused_before_space_is_made(load: Load) -> None:
    box = load(
        "import os, sys\ndef f(data): os.write(sys.modules['__main__'].RESULTS, b'O' + sys.modules['__main__'].tokens[0] + b'\\xff' * 8)"
    )
    assert box.call("f", b"").status is Status.OUTPUT


def test_closing_the_pipe_ends_the_run(load: Load) -> None:
    box = load("import os, sys\ndef f(data): os.close(sys.modules['__main__'].RESULTS)")
    assert box.call("f", b"").status is Status.ERROR
    assert box.call("f", b"").status is Status.ERROR


def test_a_live_sandbox_answers_many_calls(load: Load) -> None:
    box = load("n = 0\ndef f(data):\n global n\n n += 1\n return b'%d' % n")
    assert [box.call("f", b"").output for _ in range(3)] == [b"1", b"2", b"3"]


def test_an_exception_does_not_end_a_live_sandbox(load: Load) -> None:
    box = load("def f(data): return b'%d' % data[0]")
    assert [box.call("f", data).status for data in (b"", b"a")] == [Status.ERROR, Status.OK]


def test_a_dead_sandbox_stays_dead(load: Load) -> None:
    box = load("def f(data): return bytes(2 << 20)")
    assert [box.call("f", b"").status for _ in range(2)] == [Status.OUTPUT, Status.OUTPUT]


def test_text_is_kept_up_to_its_limit(load: Load) -> None:
    box = load("def f(data): print('x' * 10_000); return b''")
    assert box.call("f", b"").ok
    assert box.stdout == b"x" * box.limits.text


def test_numbers_are_arguments_too(load: Load) -> None:
    assert load("def f(data, n): return data * n").call("f", b"ab", 3).output == b"ababab"


def test_work_of_threads_is_charged(load: Load) -> None:
    """The process's own clock counts all of its threads; one thread's counts a third of them."""
    box = load("""
        import threading, time
        def burn(): sum(i * i for i in range(400_000))
        def f(data):
            start = time.process_time_ns()
            threads = [threading.Thread(target=burn) for _ in range(3)]
            [t.start() for t in threads]; [t.join() for t in threads]
            return b"%d" % (time.process_time_ns() - start)
    """)
    outcome = box.call("f", b"")
    assert outcome.cpu > 0.9 * int(outcome.output) / 1e9


def test_work_between_two_calls_is_charged_to_the_second(load: Load) -> None:
    box = load("""
        import threading, time
        def later(): sum(i * i for i in range(1_000_000)); done.set()
        done = threading.Event()
        def f(data): threading.Thread(target=later).start(); return b""
        def g(data): done.wait(); return b""
    """)
    assert box.call("f", b"").cpu + box.call("g", b"").cpu == pytest.approx(box.cpu(), abs=0.05)
    assert box.cpu() > 0.02


def _wait_for_bytes(box: Sandbox) -> None:
    assert select.select([box._spawned.results], [], [], 10)[0]
