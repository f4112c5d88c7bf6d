"""Cancelling ends the row at once and tells the judge."""

import pytest

from accounts.models import User
from jobs.actions import cancel, send
from jobs.connection import connection
from problems.models import PackageJob
from tests.factories import make_trial, make_version
from tests.jobs.queue_tools import fresh
from tests.judge_messages import deliver

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_judge_is_told_by_a_key_that_ends(job: PackageJob) -> None:
    assert cancel(job)
    assert (job.state, fresh(job).state) == ("cancelled", "cancelled")
    assert connection().ttl(f"lossless:cancel:{job.pk}") > 0


def test_a_report_that_comes_after_it_is_ignored(job: PackageJob) -> None:
    cancel(job)
    assert not deliver(job, "report", report={"ok": True, "findings": [], "submissions": []})
    assert fresh(job).report is None


def test_what_has_ended_cannot_be_cancelled(job: PackageJob) -> None:
    deliver(job, "report", report={"ok": False, "findings": [], "submissions": []})
    assert not cancel(job)
    assert job.state == "done"


def test_it_makes_room_for_the_next_of_the_same_person(candidate: User) -> None:
    trials = [make_trial(candidate, make_version()) for _ in range(3)]
    for trial in trials:
        send(trial)
    cancel(trials[0])
    assert fresh(trials[2]).attempt == 1


def test_without_redis_the_row_is_cancelled_all_the_same(job: PackageJob, unreachable_redis: None) -> None:
    assert cancel(job)
    assert fresh(job).state == "cancelled"
