"""Verify: each finding names file, line and rule."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from judge.judging import judge
from judge.package import Expectation, Package
from judge.storage import FolderStorage
from judge.verify import score_is_known, verify
from tests.judge.conftest import EXAMPLE, Bench

LEFT_OUT: dict[str, str | None] = {
    str(path.relative_to(EXAMPLE)): None
    for path in EXAMPLE.glob("submissions/*/*.py")
    if path.name not in ("reference.py", "strips.py")
}
PROBLEM = (EXAMPLE / "problem.yaml").read_text()
RULES = (EXAMPLE / "submissions/submissions.yaml").read_text()


@pytest.fixture
def check(changed_package: Callable[..., Package], tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Verify the small package with few submissions and some files changed."""

    def run(files: dict[str, str | None], *, quick: bool = True) -> dict[str, Any]:
        package = changed_package({**LEFT_OUT, **files})
        return verify(package, FolderStorage(tmp_path / "storage"), lambda message: None, quick=quick)

    return run


def errors(report: dict[str, Any]) -> list[tuple[str, int | None, str]]:
    return [
        (finding["file"], finding["line"], finding["rule"])
        for finding in report["findings"]
        if finding["severity"] == "error"
    ]


def test_a_package_in_order(check: Callable[..., dict[str, Any]]) -> None:
    report = check({})
    assert (report["ok"], errors(report)) == (True, [])
    assert [(item["path"], item["verdict"]) for item in report["submissions"]] == [
        ("submissions/accepted/reference.py", "AC"),
        ("submissions/wrong_answer/strips.py", "WA"),
    ]


def test_another_verdict_is_found_where_the_verdict_is_written(check: Callable[..., dict[str, Any]]) -> None:
    report = check({"submissions/submissions.yaml": RULES.replace("permitted: [WA]", "permitted: [TLE]")})
    line = RULES.splitlines().index("wrong_answer/*:") + 1
    assert errors(report) == [("submissions/submissions.yaml", line, "expectation")]
    assert "expected TLE, score 0 to 0, got WA" in report["findings"][-1]["message"]


def test_a_verdict_that_a_folder_says_is_found_in_the_submission(
    check: Callable[..., dict[str, Any]],
) -> None:
    wrong = (EXAMPLE / "submissions/wrong_answer/strips.py").read_text()
    report = check({"submissions/run_time_error/strips.py": wrong})
    assert errors(report) == [("submissions/run_time_error/strips.py", None, "expectation")]


def test_a_score_out_of_range_is_an_error(check: Callable[..., dict[str, Any]]) -> None:
    report = check({"submissions/submissions.yaml": RULES.replace("[79, 81]", "[10, 20]")})
    assert errors(report) == [("submissions/submissions.yaml", 1, "expectation")]


def test_a_generator_must_give_the_same_bytes_twice(check: Callable[..., dict[str, Any]]) -> None:
    report = check(
        {
            "data/generators/numbers.py": "import os\ndef generate(seed, size):\n    return (os.urandom(4) + bytes(12)) * (size // 16)\n"
        }
    )
    assert errors(report) == [("data/generators/numbers.py", None, "deterministic")]


def test_a_scored_family_must_be_one_that_packs(check: Callable[..., dict[str, Any]]) -> None:
    noise = "import random\ndef generate(seed, size):\n    return random.Random(seed).randbytes(size)\n"
    report = check({"data/generators/numbers.py": noise}, quick=False)
    line = PROBLEM.splitlines().index("    numbers:") + 1
    assert ("problem.yaml", line, "ratio") in errors(report)


def test_the_reference_must_not_be_dear(check: Callable[..., dict[str, Any]]) -> None:
    table = repr(random.Random(0).randbytes(4000))
    dear = (EXAMPLE / "submissions/accepted/reference.py").read_text() + f"\nTABLE = {table}\n"
    report = check({"submissions/accepted/reference.py": dear}, quick=False)
    line = PROBLEM.splitlines().index("  families:") + 1
    assert ("problem.yaml", line, "charge") in errors(report)


def test_a_reference_that_fails_ends_the_check(check: Callable[..., dict[str, Any]]) -> None:
    report = check(
        {
            "submissions/accepted/reference.py": "def compress(data): return b''\ndef decompress(blob): return blob\n"
        }
    )
    assert errors(report) == [("submissions/accepted/reference.py", None, "reference")]
    assert report["submissions"] == []


@pytest.mark.parametrize(
    ("low", "high", "known"),
    [(None, None, True), (70, 90, True), (79.5, 81, False), (79, 80.5, False), (80, 80, False)],
)
def test_a_score_is_known_when_its_interval_is_within_the_range(
    low: float | None, high: float | None, known: bool
) -> None:
    assert score_is_known(Expectation(frozenset({"AC"}), low, high))(79.0, 81.0) is known


def test_where_any_score_will_do_few_pairs_are_measured(bench: Bench) -> None:
    job = replace(bench.job, source=bench.package.reference_source(), quick=False)
    report = judge(bench.package, job, bench.storage, lambda message: None, enough=lambda low, high: True)
    assert report.verdict == "AC"
    assert {row.compress.pairs for row in report.data_sets if row.compress} == {3}


def test_what_speed_cannot_change_is_not_measured_finely(bench: Bench) -> None:
    store = (EXAMPLE / "submissions/accepted/store.py").read_bytes()
    asked: list[tuple[float, float]] = []

    def enough(low: float, high: float) -> bool:
        asked.append((low, high))
        return high == 0.0

    judge(bench.package, replace(bench.job, source=store, quick=False), bench.storage, print, enough=enough)
    assert asked == [(0.0, 100.0), (0.0, 0.0)]
