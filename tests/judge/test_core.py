"""The measuring core: one judging at a time."""

import os
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from judge.bench import repeatability
from judge.core import held_core, measure_core, processor_model
from tests.judge.conftest import Bench


def test_the_environment_names_the_core(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = os.sched_getaffinity(0)
    monkeypatch.setenv("LOSSLESS_MEASURE_CORE", str(min(allowed)))
    assert measure_core() == min(allowed)


@pytest.mark.parametrize("named", ["", "99999", "first"])
def test_a_core_that_may_not_be_used_is_not_used(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("LOSSLESS_MEASURE_CORE", named)
    assert measure_core() in os.sched_getaffinity(0)


def test_two_judgings_do_not_measure_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("judge.core.var_folder", lambda: tmp_path)
    inside: list[int] = []
    most: list[int] = []

    def measure() -> None:
        with held_core():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    threads = [threading.Thread(target=measure) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


def test_the_processor_has_a_name() -> None:
    assert processor_model().strip()


def test_repeatability_tells_scores_alone_and_beside_a_neighbour(bench: Bench) -> None:
    job = replace(bench.job, source=bench.package.reference_source())
    figures = repeatability.measure(bench.package, job, bench.storage, 1, with_neighbour=True)
    assert set(figures) == {"alone", "beside_neighbour"}
    assert figures["alone"]["verdicts"] == ["AC"]
    assert "spread 0.00" in repeatability.text(figures)
