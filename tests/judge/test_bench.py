"""The judge's measurements of itself: all that is used is counted, and the command tells all its rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from judge.bench import overhead, repeatability, setup, throughput
from judge.bench.accounting import SPENDINGS, Spending, counted, spending_runtime
from judge.bench.bars import Bar, closing_line
from judge.bench.others import others
from judge.bench.places import roomier
from judge.bench.samples import percentile
from judge.bench.table import Column, Row, Table
from judge.cli import main
from judge.runtimes import Runtime
from judge.sandbox import metering, require

MOST_PERCENT = 2.0
TABLE = Table(
    "t", "Title", (Column("ms", "ms", 2),), (Row("one", {"ms": 1.234}), Row("two", {}, "not found"))
)


@pytest.fixture(scope="module")
def spender() -> Iterator[Runtime]:
    require()
    with spending_runtime() as runtime:
        yield runtime


@pytest.mark.parametrize("spending", SPENDINGS, ids=lambda spending: spending.function)
def test_what_a_sandbox_uses_is_counted(spending: Spending, spender: Runtime) -> None:
    if spending.beyond_process and metering.accounting() == "process":
        pytest.skip("without a control group only the one process is counted, and no other allowed")
    used, read = counted(spending, spender)
    assert read == pytest.approx(used, rel=MOST_PERCENT / 100)


@pytest.fixture(scope="module")
def quick(var: Path) -> dict[str, Any]:
    """What the whole command says of a few rounds, as JSON."""
    require()
    with redirect_stdout(StringIO()) as out:
        assert main(["bench", "--quick", "--json"]) == 0
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


def test_it_names_the_machine(quick: dict[str, Any]) -> None:
    assert set(quick["machine"]) >= {"processor", "cores", "kernel", "accounting", "sandbox"}
    assert quick["machine"]["accounting"] == metering.accounting()


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("overhead", {overhead.STATIC, overhead.PYTHON, overhead.COLD, overhead.WARM, overhead.REQUEST}),
        ("overhead", {overhead.ISOLATE, "nsjail", "runc run", "bwrap alone"}),
        ("setup", {setup.PLAIN, setup.NUMPY}),
        ("throughput", {throughput.PLAIN}),
        ("accounting", {spending.name for spending in SPENDINGS}),
        ("repeatability", set(repeatability.CONDITIONS)),
    ],
)
def test_every_row_is_there_with_figures_or_why_not(
    quick: dict[str, Any], table: str, rows: set[str]
) -> None:
    found = {row["name"]: row for row in quick[table]}
    assert set(found) >= rows
    assert all(_figures(found[name]) or found[name]["note"] for name in rows)


def test_no_time_is_negative_and_the_95th_percentile_not_below_the_median(quick: dict[str, Any]) -> None:
    for row in quick["overhead"]:
        if _figures(row):
            assert 0 < row["wall_ms"] <= row["wall_p95_ms"]
            assert row["cpu_ms"] >= 0


def test_every_bar_says_whether_it_is_met(quick: dict[str, Any]) -> None:
    assert {bar["name"] for bar in quick["bars"]} >= {
        *("request to result", "job to verdict", "set-up, plain", "set-up, NumPy", "tiny runs, plain"),
        *("CPU counted", "memory counted"),
    }
    assert {type(bar["met"]) for bar in quick["bars"]} == {bool}


def _figures(row: dict[str, Any]) -> list[float]:
    return [value for key, value in row.items() if key not in ("name", "note") and value is not None]


def test_a_part_can_be_measured_alone_and_shown_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    require()
    assert main(["bench", "throughput", "--quick", "--markdown"]) == 0
    said = capsys.readouterr().out
    assert f"| {throughput.PLAIN} | " in said
    assert "bars met: " in said


def test_the_closing_line_counts_and_names_what_is_missed() -> None:
    found = [Bar("request", 0.5, 1.0, " ms"), Bar("runs", 19.0, 20.0, "/s", at_least=True)]
    assert closing_line(found) == "1 of 2 bars met: request 0.5 ms (≤ 1); missed: runs 19/s (≥ 20)"


def test_a_table_is_text_and_markdown() -> None:
    assert TABLE.text().splitlines()[1:] == ["         ms", "  one  1.23", "  two        not found"]
    assert TABLE.markdown().splitlines()[4:] == ["| one | 1.23 |  |", "| two |  | not found |"]


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 95) == 3.0
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0


def test_boxes_of_others_are_run_or_said_to_be_missing(
    tmp_path: Path,
) -> None:
    with roomier("python") as runtime:
        found = list(others(runtime, tmp_path))
    assert [other.name for other in found] == ["bwrap", "runc", "isolate", "nsjail"]
    assert all(bool(other.commands) != bool(other.problem) for other in found)
    assert found[0].commands  # What the sandbox itself runs on.


def test_nothing_of_a_measurement_stays_in_the_runtimes_folder() -> None:
    with roomier("python") as runtime:
        assert (runtime.root / "proc").is_dir()
    assert not runtime.root.exists()
