"""A receipt names what was judged and how, and the operator can judge the same again."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from judge import cli
from judge.errors import UsageError
from judge.judging import judge
from judge.receipt import read_receipt
from judge.report import candidate_view
from judge.slices import Slices
from tests.judge.conftest import EXAMPLE, Bench

REFERENCE = EXAMPLE / "submissions/accepted/reference.py"
STORE = EXAMPLE / "submissions/accepted/store.py"


def again(capsys: pytest.CaptureFixture[str], report: dict[str, Any], path: Path, source: Path) -> Any:
    path.write_text(json.dumps(report))
    cli.main(["run", str(EXAMPLE), str(source), "--receipt", str(path), "--json"])
    return json.loads(capsys.readouterr().out)


def test_a_receipt_is_judged_again_with_its_seed_and_settings(
    bench: Bench, reference_report: dict[str, Any], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    second = again(capsys, reference_report, tmp_path / "report.json", REFERENCE)
    receipts = [report["receipt"] | {"judged_at": ""} for report in (reference_report, second)]
    assert second["verdict"] == "AC"
    assert receipts[0] == receipts[1]


def test_another_source_than_the_receipts_is_told(
    reference_report: dict[str, Any], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    second = again(capsys, reference_report["receipt"], tmp_path / "receipt.json", STORE)
    assert "another source than the receipt's" in second["message"]


def test_what_a_candidate_has_is_not_enough(reference_report: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="operator's report"):
        read_receipt(json.dumps(candidate_view(reference_report)).encode())


@pytest.mark.parametrize("text", [b"", b"[]", b"null", b"[" * 100_000, b'{"seed": 1}', b"\xff"])
def test_anything_else_is_no_receipt(text: bytes) -> None:
    with pytest.raises(UsageError, match="operator's report"):
        read_receipt(text)


def test_one_seed_gives_the_same_slices_whatever_the_clock_says(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut, first = Slices.cut, []

    def noted(slices: Slices, count: int) -> list[bytes]:
        got = cut(slices, count)
        first.append(got[0])
        return got

    monkeypatch.setattr(Slices, "cut", noted)
    runs = []
    for _ in range(2):
        judge(
            bench.package,
            replace(bench.job, source=bench.package.reference_source()),
            bench.storage,
            lambda message: None,
            seed=5,
        )
        runs.append(first[:2])
        first.clear()
    assert runs[0] == runs[1]
