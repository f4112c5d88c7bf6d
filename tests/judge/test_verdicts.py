"""Each verdict has a submission that earns it, and the judging goes as far as the rules say."""

from dataclasses import replace
from typing import Any

import pytest

from judge import judging
from judge.errors import UsageError
from tests.judge.conftest import EXAMPLE, Bench

CODEC = """
import zlib
def compress(data):
    {compress}
    return zlib.compress(data)
def decompress(blob):
    {decompress}
    return zlib.decompress(blob)
"""


def codec(compress: str = "pass", decompress: str = "pass") -> str:
    return CODEC.format(compress=compress, decompress=decompress)


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    return {row["family"]: row["verdict"] for row in report["data_sets"]}


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("accepted/reference.py", "AC"),
        ("wrong_answer/strips.py", "WA"),
        ("memory_limit_exceeded/hoards.py", "MLE"),
        ("output_limit_exceeded/doubles.py", "OLE"),
        ("run_time_error/refuses_empty.py", "RTE"),
        ("time_limit_exceeded/waits.py", "TLE"),
        ("compile_error/half.py", "CE"),
        ("cheat/changes_root.py", "SV"),
    ],
)
def test_each_verdict_has_a_submission_that_earns_it(bench: Bench, path: str, verdict: str) -> None:
    source = (EXAMPLE / "submissions" / path).read_bytes()
    assert bench.run(source)["verdict"] == verdict


def test_a_wrong_answer_ends_the_judging_with_score_0(bench: Bench) -> None:
    report = bench.run(codec(compress="if len(data) > 100_000: data = data[:-1]"))
    assert (report["verdict"], report["score"], verdicts(report)) == ("WA", 0.0, {"logs": "WA"})


def test_a_family_that_fails_scores_0_and_is_listed(bench: Bench) -> None:
    report = bench.run(codec(compress="1 / (data[:10].count(b'0') or len(data) < 100_000)"))
    assert verdicts(report) == {"logs": "AC", "numbers": "RTE", "edges": "AC"}
    assert bench.row(report, "numbers")["score"] == 0.0
    assert bench.row(report, "logs")["score"] > 0
    assert report["verdict"] == "RTE"
    assert report["score"] == pytest.approx(bench.row(report, "logs")["score"] / 2)


def test_hidden_failures_say_nothing_but_their_verdict(bench: Bench) -> None:
    hidden = tuple(replace(item, split="board") for item in bench.job.data)
    code = codec(decompress="raise ValueError(blob[:8])")
    report = bench.run(code, data=hidden, baseline=bench.job.baseline["sample"], splits=("board",))
    assert {(row["verdict"], row["error"]) for row in report["data_sets"]} == {("RTE", "")}
    assert report["message"] == ""
    assert "ValueError" not in str([report, bench.heard])


def test_of_shown_data_the_exception_is_told_with_its_authors_line(bench: Bench) -> None:
    lines = ('"""This is not there when it runs."""', "", "", codec(compress="raise ValueError('no')"))
    errors = {row["error"].rstrip() for row in bench.run("\n".join(lines))["data_sets"]}
    assert len(errors) == 1
    (error,) = errors
    assert "line 7, in compress" in error
    assert error.endswith("ValueError: no")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"", "the file is empty"),
        (b"def compress(:\n", "line 1"),
        (b"x = '\xff'\n", "expected UTF-8"),
        (b"x = 1\ny = '\0'\n", "line 2: the code holds a zero character; remove it, or write it as \\0"),
        (b"#" * 70_000, "at most 65,536 bytes"),
        (b"def compress(data): return data\n", "decompress"),
        (b"import nothing_of_the_kind\n", "nothing_of_the_kind"),
        (b"while True: pass\n", "too long"),
    ],
)
def test_what_cannot_be_loaded_is_told_in_full(bench: Bench, source: bytes, message: str) -> None:
    report = bench.run(source)
    assert (report["verdict"], report["score"], report["data_sets"]) == ("CE", 0.0, [])
    assert message in report["message"]


@pytest.mark.parametrize("answer", ["data.decode('latin-1')", "bytearray(data)", "None", "memoryview(data)"])
def test_only_bytes_are_an_answer(bench: Bench, answer: str) -> None:
    assert bench.run(codec(compress=f"return {answer}"))["verdict"] == "RTE"


def test_bytes_that_lie_about_themselves_are_no_answer(bench: Bench) -> None:
    lying = "class Lie(bytes):\n    def __len__(self): return 0\n" + codec(compress="return Lie(data)")
    assert bench.run(lying)["verdict"] == "RTE"


def test_a_decoder_has_no_memory_of_the_encoder(bench: Bench) -> None:
    report = bench.run(
        "kept = {}\n"
        "def compress(data):\n    kept[b'k'] = data\n    return b'k'\n"
        "def decompress(blob):\n    return kept.get(blob, b'')\n"
    )
    assert (report["verdict"], report["score"]) == ("WA", 0.0)


def test_nothing_can_be_left_in_a_file(bench: Bench) -> None:
    assert bench.run(codec(compress="open('/tmp/side', 'wb').write(data)"))["verdict"] == "RTE"


def test_who_sleeps_at_every_call_does_not_keep_the_judge(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "MOST_WALL_SECONDS", 0.5)
    report = bench.run("import time\n" + codec(compress="time.sleep(0.6)"))
    assert set(verdicts(report).values()) == {"TLE"}
    assert (report["verdict"], report["score"]) == ("TLE", 0.0)


def test_stages_come_in_order_with_a_row_a_family(bench: Bench) -> None:
    bench.run(codec())
    stages = [message["stage"] for message in bench.heard if message["type"] == "stage"]
    rows = [message["figures"]["family"] for message in bench.heard if message["type"] == "data_set"]
    assert list(dict.fromkeys(stages)) == ["build", "gate", "speed", "score"]
    assert rows[:3] == ["logs", "numbers", "edges"]
    assert {(message["job"], message["attempt"]) for message in bench.heard} == {("test", 1)}


def test_speeds_are_told_once_all_are_measured(bench: Bench) -> None:
    report = bench.run(codec())
    told = [m["figures"]["compress"] if m["type"] == "data_set" else m.get("stage") for m in bench.heard]
    after = told[len(told) - told[::-1].index("speed") :]
    assert after[:2] == [row["compress"] for row in report["data_sets"][:2]]
    assert all(after[:2])


def test_an_unknown_language_is_a_usage_error(bench: Bench) -> None:
    with pytest.raises(UsageError, match="takes python3"):
        bench.run(codec(), language="fortran")
