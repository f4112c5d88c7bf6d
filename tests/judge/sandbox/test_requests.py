"""What can be asked of a submission beside bytes for bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from judge.errors import UsageError
from judge.sandbox import Sandbox, Status
from judge.sandbox.metered import Metered
from judge.values import parse_value

Load = Callable[..., Sandbox]


def test_a_warm_up_is_called_before_calls_and_prepares_them(load: Load) -> None:
    box = load("ready = []\ndef warmup(): ready.append(b'warm')\ndef f(): return ready[0]")
    assert box.warm_up().ok
    assert box.call("f").output == b"warm"


def test_a_file_without_a_warm_up_is_warm(load: Load) -> None:
    assert load("").warm_up().ok


def test_a_warm_up_that_raises_does_not_load_and_says_why(load: Load) -> None:
    outcome = load("def warmup(): return 1 / 0").warm_up()
    assert outcome.status is Status.COMPILE
    assert "ZeroDivisionError" in outcome.text


@pytest.mark.parametrize("value", [None, True, 2.5, "ö", [1, [2]], {"a": [], "b": {"c": 1}}])
def test_a_value_goes_in_and_comes_back(load: Load, value: object) -> None:
    outcome = load("def f(value, data, number): return [value, len(data), number]").call_value(
        "f", value, b"four", -5
    )
    assert parse_value(outcome.output) == [value, 4, -5]


@pytest.mark.parametrize("result", ["{1}", "float('nan')", "b'bytes'", "10 ** 5000"])
def test_what_json_cannot_say_is_an_error_that_says_so(load: Load, result: str) -> None:
    outcome = load(f"def f(): return {result}").call_value("f")
    assert outcome.status is Status.ERROR
    assert "f must return what JSON can say" in outcome.text


def test_a_value_that_contains_itself_is_an_error(load: Load) -> None:
    assert load("def f():\n x = []\n x.append(x)\n return x").call_value("f").status is Status.ERROR


COUNTING = """
class Stream:
    def __init__(self): self.seen = 0
    def push(self, chunk):
        self.seen += len(chunk)
        return chunk[::-1]
    def finish(self): return b"%d" % self.seen
open_stream = Stream
"""


def test_a_stream_answers_each_chunk_and_its_end_and_then_begins_anew(load: Load) -> None:
    box = load(COUNTING)
    answers = [box.stream("open_stream", chunk).output for chunk in (b"abc", b"de", None, b"f", None)]
    assert answers == [b"cba", b"ed", b"5", b"f", b"1"]


def test_a_stream_that_answers_with_something_else_is_an_error(load: Load) -> None:
    outcome = load("class S:\n def push(self, chunk): return 'text'").stream("S", b"a")
    assert outcome.status is Status.ERROR
    assert "S().push must return bytes" in outcome.text


def test_metered_data_are_read_in_parts_and_counted(load: Load) -> None:
    data = Metered(bytes(range(256)) * 4096)
    box = load("def f(d): return d.read(1, 2) + d.read(len(d) - 1, 9) + d.read(0, 300_000)[-1:]")
    assert box.call("f", data).output == b"\x01\x02\xff" + data.data[299_999:300_000]
    assert (data.reads, data.bytes_read) == (3, 300_003)


def test_what_is_read_beyond_the_bounds_is_refused_and_counted(load: Load) -> None:
    data = Metered(b"abcdef", most_reads=2, most_bytes=4)
    box = load(
        """
        def f(d):
            parts = [d.read(0, 1)]
            for size in (5, 3, 1):
                try:
                    parts.append(d.read(0, size))
                except OSError as refused:
                    parts.append(b"-")
            return b" ".join(parts)
        """
    )
    assert box.call("f", data).output == b"a - abc -"
    assert (data.reads, data.bytes_read, data.refused) == (2, 4, 2)


def test_a_value_may_be_computed_from_metered_data(load: Load) -> None:
    outcome = load("def f(d): return {'first': d.read(0, 1)[0]}").call_value("f", Metered(b"A"))
    assert parse_value(outcome.output) == {"first": 65}


def test_one_call_has_one_metered_argument(load: Load) -> None:
    with pytest.raises(UsageError, match="at most one metered argument"):
        load("").call("f", Metered(b""), Metered(b""))


ASKING = """
import os, sys
def ask():
    token = sys.modules["__main__"].tokens[0]
    size, question = (16).to_bytes(8, "big"), bytes(8) + (1 << 20).to_bytes(8, "big")
    os.write(sys.modules["__main__"].RESULTS, b"Q" + token + size + question)
def f(data):
    for _ in range(1000):
        ask()
    return b""
"""


def test_a_question_about_nothing_ends_the_run(load: Load) -> None:
    assert load(ASKING).call("f", b"").status is Status.ERROR


def test_who_asks_without_reading_the_answers_is_stopped(load: Load) -> None:
    assert load(ASKING).call("f", Metered(bytes(1 << 20))).status is Status.ERROR
