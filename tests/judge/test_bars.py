"""Bars of a package: what problem.yaml may say, what is measured, and what the command line makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from judge import cli, peers
from judge.bars import Reached, measure_bars, of_bars, unmeasured
from judge.bench import references
from judge.data import generate
from judge.errors import JudgeError, PackageError, SandboxUnavailable
from judge.package import Package, read_folder
from judge.package.model import Bar
from judge.seed import SAMPLE
from tests.judge.test_tasks import SECOND, codec_files, curve_files, function_files, write

NOTHING = "def second(view):\n    return [view.read(len(view) // 2 + 1, 1)[0], view.size]\n"
TOLD = SECOND.replace('"why": ""}', '"why": "", "figures": {"read_bytes": told["bytes_read"]}}')


def with_bars(files: dict[str, bytes], bars: dict[str, Any], **more: str) -> dict[str, bytes]:
    problem = json.loads(files["problem.yaml"])
    problem["lossless"]["bars"] = bars
    changed = {"problem.yaml": json.dumps(problem), "data/checkers/second.py": TOLD, **more}
    return files | {name: text.encode() for name, text in changed.items()}


@pytest.fixture
def reached(sandbox: None, tmp_path: Path) -> Callable[..., dict[str, Reached]]:
    """What the reference of a package reaches of these bars, by their names."""

    def measure(files: dict[str, bytes], bars: dict[str, Any], **more: str) -> dict[str, Reached]:
        package = write(tmp_path, with_bars(files, bars, **more))
        data = {family.name: generate(package, family, SAMPLE) for family in of_bars(package)}
        return {each.bar.name: each for each in measure_bars(package, data)}

    return measure


def test_a_codec_is_measured_beside_a_peer_and_alone(reached: Callable[..., dict[str, Reached]]) -> None:
    found = reached(
        codec_files(),
        {
            "as_zlib": {"of": "ratio", "at_least": 1, "times": "zlib-6"},
            "small": {"of": "compressed_bytes", "at_most": 0.5, "times": "zlib-6"},
            "fast": {"of": "decompress_bytes_per_second", "at_least": 1},
            "narrow": {"of": "peak_memory_bytes", "at_most": 1, "families": ["words"]},
        },
    )
    assert {name: each.is_met for name, each in found.items()} == {
        "as_zlib": True,
        "small": False,
        "fast": True,
        "narrow": False,
    }
    assert found["as_zlib"].value == 1
    assert found["as_zlib"].figure == found["as_zlib"].other
    assert {each.family for each in found.values()} == {"words"}


def test_a_codec_is_measured_beside_a_submission(reached: Callable[..., dict[str, Reached]]) -> None:
    store = "def compress(data):\n    return data\n\n\ndef decompress(blob):\n    return blob\n"
    bars = {"packs": {"of": "ratio", "at_least": 2, "times": "submissions/accepted/store.py"}}
    found = reached(codec_files(), bars, **{"submissions/accepted/store.py": store})["packs"]
    assert (found.other, found.is_met) == (1, True)
    assert found.value == found.figure


def test_a_function_is_held_against_its_checkers_figures(reached: Callable[..., dict[str, Reached]]) -> None:
    found = reached(
        function_files(),
        {
            "right": {"of": "quality", "at_least": 1},
            "thrifty": {"of": "thrift", "at_least": 0.99, "families": ["second"]},
            "reads": {"of": "read_bytes", "at_most": 1, "families": ["second"]},
            "untold": {"of": "regret", "at_most": 1, "families": ["second"]},
        },
    )
    assert {name: each.is_met for name, each in found.items()} == {
        "right": True,
        "thrifty": False,
        "reads": True,
        "untold": None,
    }
    assert (found["reads"].value, found["untold"].note) == (1, "nothing says regret")


def test_a_function_is_timed_beside_a_submission(reached: Callable[..., dict[str, Reached]]) -> None:
    bare = "def totals(files, options):\n    return {}\n\n\n" + NOTHING
    bars = {
        "cost": {
            "of": "cpu_seconds",
            "at_most": 1e6,
            "times": "submissions/wrong_answer/bare.py",
            "families": ["totals"],
        }
    }
    found = reached(function_files(), bars, **{"submissions/wrong_answer/bare.py": bare})["cost"]
    assert found.is_met
    assert found.value == found.figure / found.other


def test_a_law_is_held_against_its_bar(reached: Callable[..., dict[str, Reached]]) -> None:
    bars = {"law": {"of": "law", "families": ["law"], "at_least": 1}}
    assert reached(curve_files(), bars)["law"].is_met


def test_what_this_machine_lacks_is_named_and_not_missed(
    reached: Callable[..., dict[str, Reached]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise SandboxUnavailable("the package brotli is not installed")

    monkeypatch.setattr(peers, "open_runtime", missing)
    bars = {
        "beside": {"of": "ratio", "at_least": 1, "times": "brotli-5"},
        "alone": {"of": "ratio", "at_least": 1},
    }
    found = reached(codec_files(), bars)
    assert (found["beside"].is_met, found["beside"].note) == (None, "the package brotli is not installed")
    assert found["alone"].is_met


def test_a_submission_that_fails_is_no_measure(reached: Callable[..., dict[str, Reached]]) -> None:
    bars = {"packs": {"of": "ratio", "at_least": 2, "times": "submissions/run_time_error/raises.py"}}
    raises = "def compress(data):\n    raise ValueError\n\n\ndef decompress(blob):\n    return blob\n"
    found = reached(codec_files(), bars, **{"submissions/run_time_error/raises.py": raises})["packs"]
    assert (found.is_met, found.note) == (None, "submissions/run_time_error/raises.py gets RTE on words")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"at_most": 2}, "one of at_least and at_most"),
        ({"at_least": None}, "one of at_least and at_most"),
        ({"at_least": "much"}, "expected a number, found text"),
        ({"times": "gzip"}, "expected a file of submissions/ or one of"),
        ({"times": "submissions/none.py"}, "is not in the package"),
        ({"families": ["nowhere"]}, "'nowhere' has no figure 'ratio'"),
        ({"families": ["second"]}, "'second' has no figure 'ratio'"),
        (
            {"of": "quality", "families": ["second"], "times": "zlib-6"},
            "a function is measured beside a file",
        ),
        ({"of": "Much work"}, "a bar is named in lower-case letters"),
        ({"class": "compiled"}, "expected one of interpreted, found 'compiled'"),
        ({"than": "zlib"}, "unknown key"),
    ],
)
def test_a_bar_that_says_nothing_is_a_finding(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    bar = {"of": "ratio", "at_least": 1, "times": "zlib-6", **change}
    with pytest.raises(PackageError, match=complaint):
        write(tmp_path, with_bars(codec_files(), {"bar": bar}))


def test_a_bar_is_about_scored_families_unless_it_names_others(tmp_path: Path) -> None:
    package = write(tmp_path, with_bars(codec_files(), {"bar": {"of": "ratio", "at_least": 1}}))
    assert package.bars == (Bar("bar", "ratio", ("words",), 1.0, True, "", "interpreted"),)
    assert str(package.bars[0]) == "ratio ≥ 1"


@pytest.mark.parametrize(("at_least", "worst"), [(True, 1.0), (False, 2.0)])
def test_of_several_seeds_the_worst_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_least: bool, worst: float
) -> None:
    bar = Bar("bar", "ratio", ("words",), 1.5, at_least, "", "interpreted")
    rounds = iter([[Reached("p", bar, "words", 2.0)], [Reached("p", bar, "words", 1.0)]])
    monkeypatch.setattr(references, "measure_bars", lambda *_: next(rounds))
    monkeypatch.setattr(references, "_data", lambda *_: {})
    (found,) = references.measure(package_of(tmp_path), 2)
    assert (found.value, found.is_met) == (worst, False)


def package_of(folder: Path, **bars: dict[str, Any]) -> Package:
    return write(folder / "package", with_bars(codec_files(), bars) if bars else codec_files())


MET = {"of": "ratio", "at_least": 1, "times": "zlib-6"}
MISSED = {"of": "ratio", "at_least": 1000, "times": "zlib-6"}


@pytest.mark.parametrize(("bars", "code"), [({"met": MET}, 0), ({"met": MET, "missed": MISSED}, 1)])
def test_bench_tells_every_bar_and_ends_with_1_where_one_is_missed(
    sandbox: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], bars: dict[str, Any], code: int
) -> None:
    package_of(tmp_path, **bars)
    assert cli.main(["bench", "references", str(tmp_path / "package"), "--markdown"]) == code
    said = capsys.readouterr().out
    assert "| packed, words: ratio ÷ zlib-6 ≥ 1 | " in said
    assert f"{1} of {len(bars)} bars met" in said


def test_verify_ends_with_what_was_required_and_reached(
    sandbox: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(tmp_path / name / "package") for name in ("one", "two")]
    package_of(tmp_path / "one", met=MET)
    package_of(tmp_path / "two", missed=MISSED)
    assert cli.main(["verify", *names]) == 1
    *_, table = capsys.readouterr().out.rstrip().rpartition("package  required")
    assert [line.split()[-1] for line in table.splitlines() if line.startswith("packed")] == ["met", "MET"]
    assert table.count("1/1 as expected") == 2


def test_verify_of_several_is_one_object_by_their_names(
    sandbox: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(tmp_path / name / "package") for name in ("one", "two")]
    package_of(tmp_path / "one", met=MISSED)
    package_of(tmp_path / "two")
    code = cli.main(["verify", "--quick", "--json", *names])
    report = json.loads(capsys.readouterr().out)
    assert set(report["packages"]) == set(names)
    (bar,) = report["packages"][names[0]]["bars"]
    assert (code, bar["is_met"], bar["note"]) == (0, None, "not measured with --quick")


@pytest.mark.parametrize("arguments", [[], ["lz77", "--all"]])
def test_verify_is_told_which_packages(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert cli.main(["verify", *arguments]) == 2
    assert "expected PACKAGE … or --all" in capsys.readouterr().err


def test_all_are_those_that_are_shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []
    package_of(tmp_path / "one")
    package_of(tmp_path / "two")
    monkeypatch.setattr(cli, "PACKAGES", tmp_path)
    for name in ("one", "two"):
        (tmp_path / name / "package").rename(tmp_path / f"{name}-moved")
    report = {"ok": True, "findings": [], "submissions": [], "bars": []}
    monkeypatch.setattr(cli, "_run_package_job", lambda name, *_, **__: asked.append(name) or report)
    assert cli.main(["verify", "--all"]) == 0
    assert asked == ["one-moved", "two-moved"]


def test_a_fault_on_one_package_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    right = {"ok": True, "findings": [], "submissions": [], "bars": []}

    def run(name: str, *_: Any, **__: Any) -> dict[str, Any]:
        if name == "one":
            raise JudgeError("no room is left")
        return right

    monkeypatch.setattr(cli, "_run_package_job", run)
    assert cli.main(["verify", "one", "two", "--json"]) == 2
    said = capsys.readouterr()
    assert json.loads(said.out)["packages"]["two"]["ok"]
    assert "judge error on one: no room is left" in said.err


def test_what_was_not_measured_has_a_row_for_each_family(tmp_path: Path) -> None:
    package_of(tmp_path, met=MET)
    rows = unmeasured(read_folder(tmp_path / "package"), "why")
    assert [(row.family, row.is_met, row.note) for row in rows] == [("words", None, "why")]
