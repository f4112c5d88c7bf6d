"""What reads the bytes of a sandbox, of the working process and of the queue."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from jobs.judges import Judge, read_judge
from judge.bundle import MAX_CASES, cases_of, pack
from judge.child import ChildDied
from judge.errors import PackageError, UsageError
from judge.job import DataRef, Job
from judge.lines import Lines
from judge.package.model import Family
from judge.sandbox.limits import Status
from judge.sandbox.metered import Files, Metered
from judge.sandbox.reply import TEXT_LIMIT, Reply
from judge.task import arguments_from, mark_from
from judge.values import BadValue, Bounds, parse_value
from tests.judge.fuzz.changing import changed_bytes, changed_json
from tests.judge.fuzz.fuzzing import Target

TOKEN = b"tokn"
LIMIT = 300


@st.composite
def answers(draw: DrawFn) -> tuple[bytes, list[int]]:
    """An answer as code in a sandbox may give it, and where the pipe cuts it into pieces."""
    body = draw(st.binary(max_size=40) | st.sampled_from((b"x" * LIMIT, b"x" * (LIMIT + 1))))
    letter = draw(st.sampled_from((b"O", b"O", b"C", b"X", b"M", b"R", b"Q")))
    whole = letter + TOKEN + struct.pack(">Q", len(body)) + body + draw(st.binary(max_size=3))
    data = draw(changed_bytes(st.just(whole), most=2))
    return data, draw(st.lists(st.integers(0, len(data)), max_size=3))


def check_reply(value: tuple[bytes, list[int]]) -> bool:
    data, cuts = value
    status, reply, left = replied(data, sorted(cuts))
    assert (status, reply.payload()) == _whole(data)
    assert len(reply.payload()) <= max(LIMIT, TEXT_LIMIT)
    reply.text().encode()
    if status is Status.OK:
        size = len(reply.payload())
        assert size <= LIMIT
        assert data[:13] == b"O" + TOKEN + struct.pack(">Q", size)
        assert data[13:] == reply.payload() + left, "an answer ends where it says"
    return status is Status.OK


def _whole(data: bytes) -> tuple[Status, bytes]:
    status, reply, _left = replied(data, [])
    return status, reply.payload()


def replied(data: bytes, cuts: Sequence[int]) -> tuple[Status, Reply, bytes]:
    """The status once the pipe is closed at the latest, and what stays in the pipe."""
    out, into = os.pipe2(os.O_NONBLOCK)
    reply, status = Reply(LIMIT, TOKEN), None
    try:
        for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
            os.write(into, data[start:end])
            status = reply.read(out) if status is None else status
        os.close(into)
        status = status or reply.read(out)
        assert status is not None, "a closed pipe ends every wait"
        return status, reply, os.read(out, 1 << 16)
    finally:
        os.close(out)


STORE = bytes(range(256)) * 4
MOST_READS, MOST_READ_BYTES = 3, 600


def question(offset: int, size: int) -> bytes:
    return b"Q" + TOKEN + struct.pack(">QQQ", 16, offset, size)


NUMBERS = st.integers(0, 1_100) | st.sampled_from((2**63, 2**64 - 1))


@st.composite
def conversations(draw: DrawFn) -> bytes:
    """Questions for parts of metered data, then an answer; all of it may be forged."""
    asked = draw(st.lists(st.builds(question, NUMBERS, NUMBERS), max_size=5))
    body = draw(st.binary(max_size=20))
    return draw(
        changed_bytes(st.just(b"".join(asked) + b"O" + TOKEN + struct.pack(">Q", len(body)) + body), most=1)
    )


def check_metered(data: bytes) -> bool:
    """Nothing is answered but parts of the data, within what may be asked for, and all of it is counted."""
    metered = Metered(STORE, MOST_READS, MOST_READ_BYTES)
    out, into = os.pipe2(os.O_NONBLOCK)
    os.write(into, data)
    os.close(into)
    reply, given = Reply(LIMIT, TOKEN, metered), 0
    try:
        while (status := reply.read(out)) is None:
            answer = reply.take_question()
            assert answer, "a pipe that is closed ends every wait"
            part = answer[4:]
            assert part in STORE
            assert answer[:4] in (struct.pack(">I", len(part)), b"\xff" * 4)
            given += len(part)
    finally:
        os.close(out)
    assert (metered.bytes_read, metered.reads <= MOST_READS) == (given, True)
    assert given <= MOST_READ_BYTES
    return status is Status.OK


VALUES = [
    {"plan": [1, 2.5, -3], "words": ["a", "\u00fc", '"[{'], "deep": {"er": {"yet": None}}, "flag": True},
    [[[1]], {"a": {"b": []}}],
    -1.5e-3,
]
BOUNDS = Bounds(size=4_000, depth=6, items=60)
VALUE_PIECES = (
    *(
        b"[" * 400,
        b'{"a":' * 300,
        b"[]," * 100,
        b'"',
        b"\\",
        b'\\"',
        b"\\ud800",
        b"1e999",
        b"NaN",
        b"9" * 400,
    ),
    *(
        b"9223372036854775808",
        b"-0",
        b"1.",
        b"\xef\xbb\xbf",
        b"\xff",
        b"\0",
        b'"a":1,"a":1',
        b"//",
        b"0x1",
        b" " * 50,
    ),
)


def check_value(data: bytes) -> bool:
    try:
        value = parse_value(data, BOUNDS)
    except BadValue as refused:
        str(refused).encode("ascii", "backslashreplace")
        return False
    text = json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    assert parse_value(text, Bounds()) == value
    assert depth_of(value) <= BOUNDS.depth
    return True


def depth_of(value: Any) -> int:
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if held is None else 1 + max(map(depth_of, held), default=0)


MESSAGES = [
    {"type": "stage", "stage": "gate", "family": "words", "done": 1, "total": 9},
    {"type": "report", "report": {"verdict": "AC", "score": 81.5, "data_sets": [], "message": "ü\u2028"}},
    {"type": "fault", "why": "it rained"},
]
LONGEST_LINE = 2_000


def line(message: Any) -> bytes:
    return json.dumps(message).encode() + b"\n"


def check_lines(data: bytes) -> bool:
    """Every object that was said is heard, in order, up to the first line that is none."""
    out, into = os.pipe()
    os.write(into, data[: 1 << 15])
    os.close(into)
    heard: list[Any] = []
    with os.fdopen(out, "rb", buffering=0) as stream:
        lines = Lines(stream, LONGEST_LINE)
        try:
            while True:
                heard.append(lines.next(0))
        except EOFError:
            is_whole = True
        except ChildDied as death:
            is_whole = not str(death)
    said = data.split(b"\n")[: len(heard)]
    assert all(isinstance(message, dict) for message in heard)
    assert list(map(json.dumps, heard)) == [json.dumps(json.loads(line)) for line in said]
    return is_whole


JOB = Job(
    id="00000000-0000-4000-8000-000000000000",
    attempt=1,
    kind="judge",
    package="ab" * 32,
    reply_to="jobs.record",
    data=(DataRef("words", "board", "cd" * 32, 4096), DataRef("noise", "board", "ef" * 32, 1)),
    baseline={"interpreted": {"words": {"ratio": 2.0}}},
    language="cpp",
    source=b"\0\xff source",
    own_input=b"in",
)


def check_job(raw: Any) -> bool:
    if not isinstance(raw, dict):  # The queue's library hands over mappings alone.
        return False
    try:
        job = Job.from_dict(raw)
    except UsageError:
        return False
    assert isinstance(job.source, bytes)
    assert isinstance(job.own_input, bytes | None)
    assert all(isinstance(text, str) for text in (job.id, job.package, job.language, *job.splits))
    again = Job.from_dict(job.to_dict())
    assert again.to_dict() == job.to_dict() or raw != raw  # A NaN is no equal of itself.
    return True


BUNDLE = Family("edges", {"en": "Edges"}, "edges.py", "", 0, scored=False, bundle=True)


def check_bundle(data: bytes) -> bool:
    try:
        cases = cases_of(BUNDLE, data)
    except PackageError:
        return False
    assert len(cases) <= MAX_CASES
    assert pack(cases) == data
    return True


SAID = [
    {
        "name": "host-1",
        "queues": ["trials"],
        "languages": ["python3", "cpp"],
        "language_report": [
            {"name": "cpp", "ok": True, "version": "g++ 12.2", "command": "g++ -O2", "why": ""},
            {"name": "rust", "ok": False, "version": "", "command": "", "why": "no rustc"},
        ],
        "runtimes": ["python"],
        "sandbox": "cgroup v1",
        "processor": "a processor",
        "selftest": {"ok": True, "message": "all held"},
        "busy": None,
        "since": 1790000000.5,
    }
]


def check_judge(data: bytes) -> bool:
    judge = read_judge(b"lossless:judge:x", data)
    if judge is None:
        return False
    assert isinstance(judge, Judge)
    assert all(isinstance(word, str) for word in (judge.name, *judge.languages, *judge.queues))
    assert all(isinstance(each.is_fit, bool) and isinstance(each.why, str) for each in judge.tested)
    return True


CASE = bytes(range(100))
PLACES = [[0, 10], [90, 10], [0, 10]]
CHECKED: list[Any] = [
    [{"bytes": [3, 4]}, 5, "text", None, {"budget": [1, 2.5]}],
    [{"metered": PLACES, "most_bytes": 12}, {"objective": "size"}],
    [{"files": [["a", PLACES, 7], ["none", [], 1], ["a", [[5, 95]], 1000]]}, ["zlib-6"]],
    {"quality": 0.5, "parts": {"sums": 1, "memory": 0.25}, "why": "half of it"},
]


def check_checker(value: Any) -> bool:
    """Arguments never reach beyond the case, and say of themselves how much they are; marks are from 0 to 1."""
    try:
        value = parse_value(json.dumps(value).encode())
        if isinstance(value, dict):
            mark = mark_from(value)
            assert all(0 <= share <= 1 for share in (mark.quality, *mark.parts.values()))
            return True
        found = arguments_from(CASE, value)
    except ValueError:
        return False
    for each in found:
        metered = each.metered if isinstance(each, Files) else each
        if isinstance(metered, Metered):
            assert len(metered.data[:]) == len(metered.data)
        if isinstance(each, Files):
            assert sum(size for _, _, size, _ in each.table) == len(each.metered.data)
            assert all(chunk >= 1 for _, _, _, chunk in each.table)
    return True


NESTED = b"[" * 2_000

TARGETS = (
    Target("answers of a sandbox", answers(), check_reply),
    Target("questions for metered data", conversations(), check_metered),
    Target("what checkers say", changed_json(CHECKED, most=2), check_checker, share=0.5),
    Target(
        "values in strict JSON",
        changed_bytes(
            changed_json(VALUES, most=1).map(lambda value: json.dumps(value).encode()), VALUE_PIECES
        ),
        check_value,
    ),
    Target(
        "lines of the working process",
        changed_bytes(
            st.lists(changed_json(MESSAGES, most=1).map(line), max_size=4).map(b"".join),
            pieces=(
                b"\n",
                b"{",
                b"[]\n",
                b"1\n",
                b"\xff",
                NESTED[:1_500],
                NESTED[:1_500] + b"\n",
                b"x" * 3000,
            ),
            most=1,
        ),
        check_lines,
    ),
    Target("jobs", changed_json([JOB.to_dict()]), check_job),
    Target(
        "bundles of cases",
        changed_bytes(st.lists(st.binary(max_size=12), max_size=6).map(pack), most=1)
        | st.integers(MAX_CASES - 2, MAX_CASES + 2).map(lambda count: pack([b""] * count)),
        check_bundle,
    ),
    Target(
        "judges' words in Redis",
        changed_bytes(changed_json(SAID).map(line), pieces=(b"[", b"{", b"NaN", b"9" * 5000, NESTED), most=1),
        check_judge,
    ),
)
