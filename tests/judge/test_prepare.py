"""Preparing a version: data, the reference's figures, the peers."""

import json
import math
from collections.abc import Callable
from typing import Any

import pytest

from judge.job import DataRef, Job
from judge.manifest import data_digest
from judge.package import Package, canonical_zip
from judge.peers import NAMES
from judge.runner import run
from judge.storage import FolderStorage
from tests.judge.conftest import Bench


def package_job(bench: Bench, kind: str) -> dict[str, Any]:
    job = Job(id=kind, attempt=1, kind=kind, package=bench.job.package)
    return run(job, bench.storage, lambda message: None)


@pytest.fixture(scope="module")
def prepared(bench: Bench) -> dict[str, Any]:
    return package_job(bench, "prepare")


@pytest.fixture(scope="module")
def peers(bench: Bench) -> list[dict[str, Any]]:
    measured: list[dict[str, Any]] = package_job(bench, "peers")["peers"]
    return measured


def test_the_boards_data_are_built_and_kept(bench: Bench, prepared: dict[str, Any]) -> None:
    references = [DataRef.from_dict(item) for item in prepared["data"]]
    assert [(item.family, item.split) for item in references] == [
        ("logs", "board"),
        ("numbers", "board"),
        ("edges", "board"),
    ]
    assert prepared["data_digest"] == data_digest(references)
    assert len(bench.storage.get(references[0].digest)) == references[0].bytes == 131_072
    assert prepared["findings"] == []


def test_hidden_data_are_not_the_shown_ones(bench: Bench, prepared: dict[str, Any]) -> None:
    shown = {item.digest for item in bench.job.data}
    assert shown.isdisjoint(item["digest"] for item in prepared["data"])


def test_the_baseline_has_what_scores_divide_by(prepared: dict[str, Any]) -> None:
    figures = prepared["baseline"]["interpreted"]
    assert set(figures) == {"logs", "numbers", "edges"}
    assert figures["logs"]["ratio"] == pytest.approx(131_072 / figures["logs"]["size"])
    assert figures["logs"]["charge_bytes"] > 0
    assert len(figures["edges"]["case_cpu_s"]) == 8


def test_a_submission_is_judged_on_what_was_prepared(bench: Bench, prepared: dict[str, Any]) -> None:
    report = bench.run(
        bench.package.reference_source(),
        data=tuple(DataRef.from_dict(item) for item in prepared["data"]),
        baseline=json.loads(json.dumps(prepared["baseline"])),
        splits=("board",),
    )
    assert report["verdict"] == "AC"
    assert bench.row(report, "logs")["ratio"] == pytest.approx(
        prepared["baseline"]["interpreted"]["logs"]["ratio"]
    )


def test_every_peer_is_measured_on_every_scored_family(peers: list[dict[str, Any]]) -> None:
    assert {(peer["name"], peer["family"], peer["speed_class"]) for peer in peers} == {
        (name, family, "interpreted") for name in NAMES for family in ("logs", "numbers")
    }
    assert all(
        math.isfinite(peer[key]) and peer[key] > 0
        for peer in peers
        for key in ("ratio", "compress_speed_ratio", "decompress_speed_ratio")
    )


def test_the_same_zlib_has_the_ratio_of_the_reference(
    prepared: dict[str, Any], peers: list[dict[str, Any]]
) -> None:
    (peer,) = (p for p in peers if (p["name"], p["family"]) == ("zlib-6", "logs"))
    assert peer["ratio"] == pytest.approx(prepared["baseline"]["interpreted"]["logs"]["ratio"], rel=0.03)


def test_a_generator_that_fails_is_a_finding_and_no_fault(
    changed_package: Callable[..., Package], bench: Bench, tmp_path: Any
) -> None:
    package = changed_package({"data/generators/logs.py": "def generate(seed, size):\n    return 1 / 0\n"})
    storage = FolderStorage(tmp_path / "storage")
    digest = storage.put(canonical_zip(package.files))
    report = run(Job(id="p", attempt=1, kind="prepare", package=digest), storage, lambda message: None)
    (finding,) = report["findings"]
    assert (report["data"], finding["file"]) == ([], "data/generators/logs.py")
    assert "ZeroDivisionError" in finding["message"]
