"""The command-line client as people use it: the served file, a site, a folder."""

import json
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from submissions.models import Submission
from tests.factories import make_submission, make_version
from tests.judge_messages import deliver, failing_input, put_out, report

pytestmark = pytest.mark.django_db(transaction=True)

Run = Callable[..., subprocess.CompletedProcess[str]]

REVERSES = "def compress(data):\n    return data[::-1]\n\n\ndef decompress(blob):\n    return blob[::-1]\n"


@pytest.fixture
def fetched(logged_in: Run) -> Run:
    make_version("one")
    assert logged_in("get", "one").returncode == 0
    return logged_in


def finish(submission: Submission, verdict: str = "AC") -> None:
    deliver(put_out(submission.judging), "report", report=report(verdict))
    deliver(submission.judging, "failing_input", input=None)


def test_the_token_is_kept_for_its_owner_alone(
    logged_in: Run, tmp_path: Path, live_server: LiveServer
) -> None:
    kept = tmp_path / "config" / "lossless"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text())["url"] == live_server.url


def test_a_wrong_token_is_not_kept(lossless: Run, live_server: LiveServer, tmp_path: Path) -> None:
    ended = lossless("login", live_server.url, given="lossless_wrong\n")
    assert ended.returncode == 2
    assert "401" in ended.stderr
    assert not (tmp_path / "config" / "lossless").exists()


def test_without_a_log_in_the_way_to_it_is_told(lossless: Run) -> None:
    ended = lossless("get", "one")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "lossless login URL" in ended.stderr


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "127.0.0.1:8000", "file:///etc/passwd"])
def test_only_web_addresses_are_taken(lossless: Run, address: str) -> None:
    assert "http" in lossless("login", address).stderr


def test_a_site_that_is_away_is_told_so(lossless: Run) -> None:
    ended = lossless("login", "http://127.0.0.1:9", given="x\n")
    assert ended.returncode == 2
    assert "does not answer" in ended.stderr


def test_get_brings_statement_starter_and_samples(fetched: Run, tmp_path: Path) -> None:
    assert "Two functions." in (tmp_path / "one/statement.md").read_text()
    assert "def compress" in (tmp_path / "one/one.py").read_text()
    assert (tmp_path / "one/samples/hello.txt").read_bytes() == b"hello, hello"


def test_get_brings_the_statement_in_the_readers_language(fetched: Run, tmp_path: Path) -> None:
    ended = fetched("get", "one", "zh", language="zh_CN.UTF-8")
    assert "已写入" in ended.stdout
    assert "两个函数" in (tmp_path / "zh/statement.md").read_text()


def test_get_does_not_write_over_ones_own_code(fetched: Run, tmp_path: Path) -> None:
    (tmp_path / "one/one.py").write_text(REVERSES)
    assert "kept as it is" in fetched("get", "one").stdout
    assert (tmp_path / "one/one.py").read_text() == REVERSES


def test_a_problem_that_is_not_there_is_told_so(logged_in: Run) -> None:
    ended = logged_in("get", "nothing")
    assert ended.returncode == 2
    assert "404" in ended.stderr


def test_the_samples_are_tried_without_the_site(fetched: Run, tmp_path: Path) -> None:
    (tmp_path / "config/lossless").unlink()
    (tmp_path / "one/one.py").write_text(REVERSES)
    ended = fetched("test", "one/one.py")
    assert ended.returncode == 0
    assert "hello.txt" in ended.stdout
    assert "1 of 1 samples come back" in ended.stdout


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (REVERSES.replace("blob[::-1]", "blob"), "byte 0 differs"),
        (REVERSES.replace("blob[::-1]", "blob[:0:-1]"), "11 bytes came back instead of 12"),
        (REVERSES.replace("data[::-1]", "1 / 0"), "ZeroDivisionError"),
        (REVERSES.replace("data[::-1]", "'text'"), "compress returned str; expected bytes"),
        ("def compress(:", "SyntaxError"),
    ],
)
def test_what_goes_wrong_on_a_sample_is_told(fetched: Run, tmp_path: Path, code: str, told: str) -> None:
    (tmp_path / "one/one.py").write_text(code)
    ended = fetched("test", "one/one.py")
    assert ended.returncode == 1
    assert told in ended.stdout + ended.stderr


def test_a_call_that_does_not_end_is_ended(fetched: Run, tmp_path: Path) -> None:
    (tmp_path / "one/one.py").write_text("def compress(data):\n    while True: pass\n")
    assert "took more than 0.5 s" in fetched("test", "one/one.py", "--seconds", "0.5").stdout


def test_other_languages_are_not_run_on_this_machine(fetched: Run, tmp_path: Path) -> None:
    (tmp_path / "one/one.cpp").write_text("int x;")
    assert "is not Python" in fetched("test", "one/one.cpp").stderr


def test_the_language_is_guessed_from_the_file(fetched: Run, tmp_path: Path) -> None:
    (tmp_path / "one/one.cpp").write_text("int x;")
    assert "does not take the language “cpp”" in fetched("submit", "one/one.cpp", "-f").stderr
    (tmp_path / "one/one.txt").write_text("int x;")
    assert "Name it with -l" in fetched("submit", "one/one.txt", "-f").stderr


def test_submit_guesses_the_problem_and_asks(fetched: Run, candidate: User) -> None:
    assert fetched("submit", "one/one.py", given="n\n").returncode == 1
    assert not Submission.objects.exists()
    ended = fetched("submit", "one/one.py", given="y\n")
    assert ended.returncode == 0
    submission = Submission.objects.get(author=candidate)
    assert str(submission.pk) in ended.stdout


@pytest.mark.parametrize("name", ["one.py", "one_better.py", "One-2.py"])
def test_the_files_name_is_enough(logged_in: Run, tmp_path: Path, name: str) -> None:
    make_version("one")
    make_version("one-two")
    (tmp_path / name).write_text(REVERSES)
    assert logged_in("submit", name, "-f").returncode == 0
    assert Submission.objects.get().version.problem.slug == "one"


def test_a_file_of_no_problem_asks_for_one(logged_in: Run, tmp_path: Path) -> None:
    make_version("one")
    (tmp_path / "codec.py").write_text(REVERSES)
    ended = logged_in("submit", "codec.py", "-f")
    assert ended.returncode == 2
    assert "There are: one" in ended.stderr


def test_what_the_site_refuses_is_told_in_its_words(fetched: Run, tmp_path: Path) -> None:
    (tmp_path / "one/one.py").write_text("#" * 2000)
    assert "at most 1,024 are taken" in fetched("submit", "one/one.py", "-f").stderr


def test_a_file_that_is_not_utf_8_is_not_sent(fetched: Run, tmp_path: Path) -> None:
    (tmp_path / "one/one.py").write_bytes(b"x = 1\n\xff")
    assert "byte 7 cannot be read" in fetched("submit", "one/one.py", "-f").stderr


@pytest.mark.parametrize(("verdict", "code"), [("AC", 0), ("WA", 1)])
def test_status_ends_well_only_when_accepted(
    logged_in: Run, candidate: User, verdict: str, code: int
) -> None:
    submission = make_submission(candidate)
    finish(submission, verdict)
    ended = logged_in("status", str(submission.pk), "--wait")
    assert ended.returncode == code
    assert "Words" in ended.stdout


def test_status_shows_the_small_failing_input(logged_in: Run, candidate: User) -> None:
    submission = make_submission(candidate)
    deliver(put_out(submission.judging), "report", report=report("RTE"))
    found = failing_input(b"\x00ab", None, error="ValueError: \x1b[2J\u202e")
    deliver(submission.judging, "failing_input", input=found)
    shown = logged_in("status", str(submission.pk), "--wait").stdout
    assert "The smallest input found that fails (3 bytes, decompress):" in shown
    assert "00 61 62  |.ab|" in shown
    assert "ValueError: \ufffd[2J\ufffd" in shown


def test_status_counts_a_single_byte_as_one(logged_in: Run, candidate: User) -> None:
    submission = make_submission(candidate)
    deliver(put_out(submission.judging), "report", report=report("RTE"))
    deliver(submission.judging, "failing_input", input=failing_input(b"a", None, error="no"))
    assert "(1 byte, decompress)" in logged_in("status", str(submission.pk)).stdout
    assert "（1 个字节，解压）" in logged_in("status", str(submission.pk), language="zh_CN.UTF-8").stdout


def test_status_says_when_no_small_input_was_found(logged_in: Run, candidate: User) -> None:
    submission = make_submission(candidate)
    finish(submission, "WA")
    assert "No small input was found" in logged_in("status", str(submission.pk)).stdout


def test_status_without_an_id_means_the_newest(logged_in: Run, candidate: User) -> None:
    make_submission(candidate)
    finish(make_submission(candidate))
    assert logged_in("status").returncode == 0


def test_a_judging_that_goes_on_is_not_accepted_yet(logged_in: Run, candidate: User) -> None:
    make_submission(candidate)
    ended = logged_in("status")
    assert ended.returncode == 1
    assert "Queued" in ended.stdout
