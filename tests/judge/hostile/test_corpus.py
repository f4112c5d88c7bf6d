"""The corpus of hostile programs is held in every set-up, and is shown to bite where nothing protects."""

from __future__ import annotations

import os
import time
from collections import Counter
from typing import Any

import pytest

from judge.languages import toolchains
from judge.sandbox.backends import oci
from tests.judge.hostile import run
from tests.judge.hostile.programs import CONTROL, GROUPS, OCI, OCI_PLAIN, PLAIN, PROCESSES, ROOT, corpus

LEAST_PROGRAMS = 60
# What the two sandboxes do by means of their own: places, descriptors, users, filters, what is left at the end.
ALSO_IN_OCI = (
    "secrets/search_processes",
    "state/shares_of_pages",
    "state/quota_of_timers",
    "kernel/new_mounts",
    "compiled/namespaces",
    "resources/many_processes",
)


@pytest.fixture(scope="module")
def results(sandbox: None, var: object) -> dict[str, Any]:
    """Of all set-ups that this user has; the counts are printed."""
    started = time.monotonic()
    found = run.try_all(run.setups_here())
    print(run.closing_line(found, time.monotonic() - started))
    return found


def test_there_are_enough_programs_of_every_group() -> None:
    groups = Counter(program.group for program in corpus())
    assert set(groups) == {*GROUPS, "self-test"}
    assert sum(groups[group] for group in GROUPS) >= LEAST_PROGRAMS
    assert min(groups.values()) >= 5


def test_every_program_says_what_proves_a_breach() -> None:
    programs = corpus()
    assert len({program.name for program in programs}) == len(programs)
    assert all(program.tries and program.proof and program.verdicts for program in programs)


@pytest.mark.parametrize("setup", [ROOT, PROCESSES, PLAIN])
def test_nothing_gets_out(results: dict[str, Any], setup: str) -> None:
    if setup not in results:
        pytest.skip("only root has this set-up")
    assert run.bad(results[setup]) == []


def test_nothing_gets_out_of_the_other_sandbox(sandbox: None, var: object) -> None:
    if not oci.program():
        pytest.skip(f"there is no {oci.program_name()}")
    found = run.try_all([OCI if os.geteuid() == 0 else OCI_PLAIN], ALSO_IN_OCI)
    (result,) = found.values()
    assert {attempt["name"] for attempt in result["attempts"]} == set(ALSO_IN_OCI)
    assert run.bad(result) == []


def test_without_protection_many_get_through(results: dict[str, Any]) -> None:
    if CONTROL not in results:
        pytest.skip("only root can let programs loose in namespaces of their own")
    assert len(run.through(results[CONTROL])) >= run.LEAST_LOOSE


def test_every_program_was_tried(results: dict[str, Any]) -> None:
    tried = {attempt["name"] for result in results.values() for attempt in result["attempts"]}
    missing = {each.name for each in corpus() if each.language in toolchains.available()} - tried
    assert not missing or os.geteuid() != 0
