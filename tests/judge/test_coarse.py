"""The coarse clock on which a judging's progress is told."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from judge import coarse
from judge.coarse import CoarseClock


def stage(name: str, **fields: Any) -> dict[str, Any]:
    return {"type": "stage", "stage": name, "family": None, "done": 0, "total": 0, **fields}


def figures(family: str) -> dict[str, Any]:
    return {"type": "data_set", "figures": {"family": family}}


def told_at_the_end(*messages: dict[str, Any]) -> list[Any]:
    told: list[Any] = []
    with CoarseClock(told.append) as clock:
        for message in messages:
            clock.hear(message)
        assert told == []
    return told


def test_figures_are_all_told_and_of_stages_the_newest() -> None:
    told = told_at_the_end(stage("build"), figures("a"), stage("gate"), figures("b"))
    assert told == [figures("a"), stage("gate"), figures("b")]


def test_of_the_speed_stage_nothing_is_told_but_that_it_goes_on() -> None:
    told: list[Any] = []
    with CoarseClock(told.append) as clock:
        for done in range(3):
            clock.hear(stage("speed", family="a", done=done, total=200))
            clock._flush()
    assert told == [stage("speed")]


def test_the_next_tick_brings_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coarse, "TICK_SECONDS", 0.01)
    came = threading.Event()
    with CoarseClock(lambda message: came.set()) as clock:
        clock.hear(stage("gate"))
        assert came.wait(30)


def test_a_judging_that_breaks_off_ends_its_clock() -> None:
    told: list[Any] = []
    clock = CoarseClock(told.append)

    def break_off() -> None:
        with clock:
            clock.hear(stage("gate"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert told == [stage("gate")]
    assert not clock._thread.is_alive()
