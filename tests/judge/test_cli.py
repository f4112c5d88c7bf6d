"""The command line: exit codes, JSON alone on standard output, blobs kept."""

import json
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from judge import cli
from tests.judge.conftest import EXAMPLE

SUBMISSIONS = EXAMPLE / "submissions"
ROOT = EXAMPLE.parents[2]
FIELDS = {
    *("family", "split", "scored", "verdict", "original_bytes", "compressed_bytes", "ratio"),
    *("bits_per_byte", "compress", "decompress", "peak_memory_bytes"),
}


def judge(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    code = cli.main([*map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_accepted_is_0_with_every_field_and_the_blobs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, report = judge(capsys, "run", EXAMPLE, SUBMISSIONS / "accepted/reference.py", "--save", tmp_path)
    assert (code, report["schema"], report["verdict"]) == (0, 1, "AC")
    assert all(set(row) >= FIELDS for row in report["data_sets"])
    assert {row["split"] for row in report["data_sets"]} == {"sample"}
    assert len(zlib.decompress((tmp_path / "sample/logs").read_bytes())) == 131_072
    assert len(list((tmp_path / "sample").glob("edges-*"))) == 8
    assert report["seconds"]["total"] >= report["seconds"]["measured"]


def test_another_verdict_is_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, report = judge(capsys, "run", EXAMPLE, SUBMISSIONS / "wrong_answer/strips.py")
    assert (code, report["verdict"], report["score"]) == (1, "WA", 0.0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "x.py"], "no package at nowhere"),
        ([EXAMPLE, "missing.py"], "cannot read missing.py"),
        ([EXAMPLE, SUBMISSIONS / "accepted/store.py", "--language", "c"], "it takes python3 (.py)"),
        ([EXAMPLE, SUBMISSIONS / "accepted/store.py", "--input", "missing.bin"], "cannot read missing.bin"),
    ],
)
def test_wrong_use_is_2_and_json_is_printed_all_the_same(
    capsys: pytest.CaptureFixture[str], arguments: list[object], message: str
) -> None:
    code, report = judge(capsys, "run", *arguments)
    assert (code, report["verdict"], report["score"]) == (2, "JE", None)
    assert message in report["message"]


def test_an_input_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "own").write_bytes(b"abc" * 1000)
    source = SUBMISSIONS / "accepted/reference.py"
    code, report = judge(capsys, "run", EXAMPLE, source, "--input", tmp_path / "own", "--save", tmp_path)
    (row,) = report["data_sets"]
    blob = (tmp_path / "input/own_input").read_bytes()
    assert (code, report["score"], row["compressed_bytes"]) == (0, None, len(blob))
    assert row["ratio"] == 3000 / len(blob)


def test_a_wrong_input_shows_the_first_difference(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "own").write_bytes(b"ends in white space  ")
    code, report = judge(
        capsys, "run", EXAMPLE, SUBMISSIONS / "wrong_answer/strips.py", "--input", tmp_path / "own"
    )
    assert (code, report["verdict"]) == (1, "WA")
    assert "first difference at byte 19" in report["message"]


def test_a_report_can_be_read_by_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", str(EXAMPLE), str(SUBMISSIONS / "run_time_error/refuses_empty.py")]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("RTE  score")
    assert [line.split()[:2] for line in shown if line.startswith("edges ")] == [["edges", "RTE"]]
    assert shown[shown.index("edges:") + 1] == "Traceback (most recent call last):"


def test_verify_prints_what_breaks_the_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "problem.yaml").write_text("problem_format_version: 2025-09\n")
    code, report = judge(capsys, "verify", tmp_path)
    assert (code, report["ok"]) == (1, False)
    assert all(finding["file"] for finding in report["findings"])


def test_any_python_finds_the_environment() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "judge", "run", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "--split {sample,board,final}" in answer.stdout
