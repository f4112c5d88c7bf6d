"""The self-test holds hostile programs, and says so when it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge import selftest
from judge.selftest import Attack


@pytest.fixture(scope="module")
def attacks(sandbox: None) -> list[Attack]:
    return selftest.run()


def test_every_hostile_program_is_held(attacks: list[Attack]) -> None:
    assert selftest.passed(attacks), selftest.table(attacks)


def test_at_least_a_dozen_are_tried_and_each_says_what_it_tries(attacks: list[Attack]) -> None:
    assert len(attacks) >= 12
    assert all(attack.tries for attack in attacks)


def test_the_table_has_a_line_for_each(attacks: list[Attack]) -> None:
    lines = selftest.table(attacks).splitlines()
    assert [line.split()[1] for line in lines] == [attack.name for attack in attacks]


def _hostile(folder: Path, source: str) -> Attack:
    program = folder / "program.py"
    program.write_text(f'"""try something"""\n{source}\n')
    return selftest.attempt(program)


def test_what_a_program_got_hold_of_is_a_breach(sandbox: None, tmp_path: Path) -> None:
    attack = _hostile(tmp_path, "def attack(bait): return open('/judge/harness.py', 'rb').read()")
    assert not attack.held
    assert "got hold of" in attack.how


def test_a_program_that_could_not_be_tried_proves_nothing(sandbox: None, tmp_path: Path) -> None:
    attack = _hostile(tmp_path, "import no_such_module")
    assert not attack.held
    assert "could not be tried" in attack.how


def test_a_program_that_raises_proves_nothing(sandbox: None, tmp_path: Path) -> None:
    attack = _hostile(tmp_path, "def attack(bait): raise ZeroDivisionError")
    assert not attack.held
    assert "ZeroDivisionError" in attack.how


def test_a_program_that_is_killed_is_held(sandbox: None, tmp_path: Path) -> None:
    attack = _hostile(
        tmp_path,
        'RUNTIME = "peers"\nimport ctypes\ndef attack(bait): ctypes.CDLL(None).syscall(101, 16, 1, 0, 0)',
    )
    assert attack.held
    assert attack.how == "stopped (SV)"


def test_one_breach_is_enough_to_fail() -> None:
    through = Attack("reads", "read files", held=False, how="got hold of: x", seconds=0.1)
    assert not selftest.passed([through])
    assert selftest.summary([through]) == "1 of 1 hostile programs got through: reads"


def test_no_program_at_all_is_a_failure() -> None:
    assert not selftest.passed([])
