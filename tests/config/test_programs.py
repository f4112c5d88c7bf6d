"""Who may know what: the judge's workers get neither the database's address nor the secret key."""

from pathlib import Path

import pytest

from config.bootstrap.places import Places
from config.bootstrap.programs import Cores, Programs

SECRETS = {
    "LOSSLESS_SECRET_KEY": "canary-1",
    "LOSSLESS_DATABASE_URL": "postgres://canary-2",
    "TOKEN": "canary-3",
}


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("LOSSLESS_ALLOWED_HOSTS", raising=False)
    return Programs(Places(tmp_path, tmp_path / "var"), "127.0.0.1", 8000)


def test_judges_are_told_where_state_and_queue_are_and_no_secret(programs: Programs) -> None:
    told = programs.judge_variables
    assert {"LOSSLESS_VAR", "LOSSLESS_REDIS_URL", "PATH", "LANG"} <= told.keys()
    assert not any("canary" in value for value in told.values())


def test_the_site_is_told_all(programs: Programs) -> None:
    assert SECRETS.items() <= programs.site_variables.items()


def test_trials_never_wait_behind_submissions(programs: Programs) -> None:
    queues = [program.command[program.command.index("-Q") + 1] for program in programs.judges()]
    assert queues == ["trials,interviews", "submissions,packages"]


def test_only_judges_are_started_again(programs: Programs) -> None:
    assert all(program.restarts for program in programs.judges())
    assert not programs.web().restarts
    assert not programs.results().restarts


def test_the_last_core_is_kept_for_measuring(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 2, 5})
    assert Cores.of_this_machine() == Cores(frozenset({0, 2}), frozenset({5}))


def test_a_single_core_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {3})
    assert Cores.of_this_machine() == Cores(frozenset(), frozenset())


@pytest.mark.parametrize(
    ("host", "allowed"), [("0.0.0.0", "*"), ("10.0.0.7", "127.0.0.1,localhost,[::1],10.0.0.7")]
)
def test_the_site_answers_to_the_names_it_listens_on(programs: Programs, host: str, allowed: str) -> None:
    programs.host = host
    assert programs.site_variables["LOSSLESS_ALLOWED_HOSTS"] == allowed
