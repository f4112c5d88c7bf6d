"""Health: alive asks nothing, ready asks what pages need."""

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from redis.exceptions import ConnectionError as NoRedis

from home import health, judge_state
from jobs.judges import Judge


def judge(*, is_fit: bool) -> Judge:
    return Judge("one", ("submissions",), ("python3",), ("plain",), "v2", "", "", is_fit, None, None)


def fail(error: Exception) -> object:
    def ask() -> None:
        raise error

    return ask


def test_alive_asks_no_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_names_what_it_asked(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "look", lambda: judge_state.RUNNING)
    answer = client.get("/readyz")
    assert answer.json() == {"status": "ok", "checks": {"database": "ok", "redis": "ok", "judge": "ok"}}


@pytest.mark.django_db
@pytest.mark.parametrize(("part", "error"), [("_database", DatabaseError()), ("_redis", NoRedis())])
def test_without_database_or_redis_it_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch, part: str, error: Exception
) -> None:
    monkeypatch.setattr(health, part, fail(error))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"][part.strip("_")] == "does not answer"


@pytest.mark.django_db
def test_without_a_judge_pages_are_served_all_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "look", lambda: judge_state.ABSENT)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")


def test_health_is_never_kept_by_a_cache(client: Client) -> None:
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("judges", "state"),
    [([judge(is_fit=True)], judge_state.RUNNING), ([judge(is_fit=False)], judge_state.UNFIT)],
)
def test_the_state_follows_from_the_judges_that_live(
    monkeypatch: pytest.MonkeyPatch, judges: list[Judge], state: str
) -> None:
    monkeypatch.setattr(judge_state, "live_judges", lambda: judges)
    assert judge_state.look() == state


def test_a_lost_redis_is_told_apart_from_a_stopped_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_state, "live_judges", fail(NoRedis()))
    assert judge_state.look() == judge_state.NO_QUEUE


@pytest.mark.parametrize("ok", [True, False])
def test_without_judges_the_reason_is_looked_for_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, ok: bool
) -> None:
    found = judge_state.availability.__wrapped__().__class__(ok, "bwrap is missing", "Install bubblewrap.")
    monkeypatch.setattr(judge_state, "live_judges", list)
    monkeypatch.setattr(judge_state, "availability", lambda: found)
    state = judge_state.look()
    assert state == (judge_state.ABSENT if ok else judge_state.NO_SANDBOX)
    assert ("bwrap is missing. Install bubblewrap." in judge_state.trouble(state)) is not ok


def test_a_running_judge_is_no_trouble() -> None:
    assert judge_state.trouble(judge_state.RUNNING) == ""


def test_an_answer_is_remembered_for_a_while_and_then_asked_anew() -> None:
    answers, now = iter(["absent", "running"]), [0.0]
    remembered = judge_state.Remembered(lambda: next(answers), 5.0, clock=lambda: now[0])
    seen = []
    for now[0] in (0.0, 4.9, 5.0):
        seen.append(remembered())
    assert seen == ["absent", "absent", "running"]


def test_the_banner_says_why_nothing_is_judged(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("home.context.judge_state", lambda: judge_state.UNFIT)
    assert "its self-test failed" in client.get("/help/").content.decode()


def test_help_asks_no_database_of_readers_without_account(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        assert client.get("/help/").status_code == 200
