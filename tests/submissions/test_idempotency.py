"""The same request twice at once: one submission."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from accounts.models import User
from submissions.actions import save_draft, submit
from submissions.models import Draft, Judging, Submission
from submissions.refusals import Refused
from tests.factories import make_version
from tests.small_package import STARTER

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def at_once(act: object) -> list[object]:
    """What every thread got; each closes its connection, which the test's end waits for."""
    barrier = Barrier(AT_ONCE)

    def run(number: int) -> object:
        try:
            barrier.wait()
            return act(number)  # type: ignore[operator]
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def test_a_key_that_comes_several_times_at_once_makes_one_submission(candidate: User) -> None:
    version = make_version()
    values: dict[str, Any] = {
        "author": candidate,
        "version": version,
        "language": "python3",
        "source": STARTER,
    }
    answers = at_once(lambda _number: submit(**values, idempotency_key="once").pk)
    assert len(set(answers)) == 1
    assert (Submission.objects.count(), Judging.objects.count()) == (1, 1)


def test_of_several_drafts_saved_at_once_one_wins_and_the_others_are_told(candidate: User) -> None:
    problem = make_version().problem
    values: dict[str, Any] = {"user": candidate, "problem": problem, "language": "python3", "revision": 0}
    answers = at_once(lambda number: save_draft(**values, source=f"# {number}").revision)
    assert sorted(map(str, answers)) == ["1"] + ["draft_stale"] * (AT_ONCE - 1)
    assert Draft.objects.count() == 1


def test_a_key_used_for_other_code_is_refused(candidate: User) -> None:
    version = make_version()
    values: dict[str, Any] = {
        "author": candidate,
        "version": version,
        "language": "python3",
        "idempotency_key": "k",
    }
    submit(**values, source=STARTER)
    with pytest.raises(Refused, match="already used"):
        submit(**values, source="# other")


def test_the_same_key_of_two_people_makes_two_submissions(candidate: User, other_candidate: User) -> None:
    version = make_version()
    for author in (candidate, other_candidate):
        submit(author=author, version=version, language="python3", source=STARTER, idempotency_key="k")
    assert Submission.objects.count() == 2
