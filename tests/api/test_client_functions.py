"""The command-line client where a codec is told a size, and where answers of functions are marked by the site."""

import json
import subprocess
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from accounts.models import User
from submissions.models import Trial
from tests.factories import make_submission, make_version_of
from tests.judge.test_tasks import codec_files, curve_files, function_files
from tests.judge_messages import deliver, figures, put_out, report, trial_report

pytestmark = pytest.mark.django_db(transaction=True)

Run = Callable[..., subprocess.CompletedProcess[str]]
SIZED = (
    "def compress(data, parameters):\n    return data + parameters.to_bytes(8, 'big')\n\n\n"
    "def decompress(blob, parameters):\n    assert blob[-8:] == parameters.to_bytes(8, 'big')\n    return blob[:-8]\n"
)
CHINESE = {"language": "zh_CN.UTF-8"}


def get(run: Run, files: dict[str, bytes], slug: str) -> None:
    make_version_of(files, slug)
    assert run("get", slug).returncode == 0


def finished_by_the_judge(ended: Future[subprocess.CompletedProcess[str]], **changes: object) -> str:
    """What the client says once its trial, which it waits for, has this report."""
    while not Trial.objects.exists():
        sleep(0.05)
    deliver(put_out(Trial.objects.get()), "report", report=trial_report(**changes))
    return ended.result().stdout


def test_a_codec_with_sizes_is_told_the_size_of_the_judging(logged_in: Run, tmp_path: Path) -> None:
    get(logged_in, curve_files(), "neural")
    (tmp_path / "neural/neural.py").write_text(SIZED)
    sizes = json.loads((tmp_path / "neural/.lossless.json").read_text())["sizes"]
    ended = logged_in("test", "neural/neural.py")
    assert ended.returncode == 0, ended.stderr
    assert f"At most {sizes[-2]:,} parameters" in ended.stdout
    assert "At most 7 parameters" in logged_in("test", "neural/neural.py", "--parameters", "7").stdout


def test_a_size_is_not_taken_where_the_codec_is_told_none(logged_in: Run, tmp_path: Path) -> None:
    get(logged_in, codec_files(), "packed")
    ended = logged_in("test", "packed/packed.py", "--parameters", "7")
    assert ended.returncode == 2
    assert "tells its codec no number of parameters" in ended.stderr


def test_cases_of_functions_are_not_packed(logged_in: Run, tmp_path: Path) -> None:
    get(logged_in, codec_files() | {"data/sample/second.case": b"xyz"}, "packed")
    ended = logged_in("test", "packed/packed.py")
    assert "1 of 1 samples come back" in ended.stdout
    assert "Not tried: 1 for functions" in ended.stdout


def test_a_problem_of_functions_alone_names_the_way_to_its_marks(logged_in: Run) -> None:
    get(logged_in, function_files(), "totals")
    ended = logged_in("test", "totals/totals.py")
    assert ended.returncode == 2
    assert "lossless test totals/totals.py --site" in ended.stderr


@pytest.mark.parametrize(
    ("options", "head", "part"), [({}, "parts", "sums 33 %"), (CHINESE, "答案各部分", "总和 33 %")]
)
def test_the_site_marks_the_shown_cases(
    logged_in: Run, options: dict[str, str], head: str, part: str
) -> None:
    get(logged_in, function_files(), "totals")
    case = {
        **trial_report()["cases"][0],
        "name": "totals-small.case",
        "fields": {"sums": 1 / 3},
        "error": "1 of 3 sums are right",
    }
    with ThreadPoolExecutor() as pool:
        ended = pool.submit(logged_in, "test", "totals/totals.py", "--site", **options)
        told = finished_by_the_judge(ended, cases=[case])
    assert head in told
    assert part in told
    assert "1 of 3 sums are right" in told
    assert ended.result().returncode == 0


def test_status_tells_the_parts_of_an_answer_in_both_languages(logged_in: Run, candidate: User) -> None:
    submission = make_submission(candidate, make_version_of(function_files(), "totals"))
    row = figures("totals", fields={"sums": 0.5}, ratio=None, compress=None, decompress=None)
    deliver(put_out(submission.judging), "report", report=report("AC", data_sets=[row]))
    for language, head in ({}, "parts"), (CHINESE, "答案各部分"):
        ended = logged_in("status", str(submission.pk), **language)
        assert ended.returncode == 0, ended.stderr
        assert head in ended.stdout
