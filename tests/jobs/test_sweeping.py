"""Nothing that was handed in gets lost: what no queue and no judge holds is sent again."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from jobs.actions import cancel, send, sweep
from jobs.broker import UNACKED
from jobs.connection import connection
from jobs.models import Lease
from jobs.sending import MAX_SENDS
from jobs.sweeping import only_one
from judge import worker
from problems.models import PackageJob
from submissions.models import Trial
from tests.factories import make_trial, make_version
from tests.jobs.queue_tools import fresh, let_lease_end, live_judge, lose_next, take, task_ids
from tests.judge_messages import deliver

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lost_message_is_sent_again_as_the_same_attempt(job: PackageJob) -> None:
    lose_next()
    let_lease_end(job)
    assert sweep() == 1
    assert task_ids() == [f"{job.pk}-1"]


def test_a_job_that_waits_in_the_queue_is_not_sent_again(job: PackageJob) -> None:
    let_lease_end(job)
    assert sweep() == 0
    assert task_ids() == [f"{job.pk}-1"]
    assert fresh(job).lease_until > timezone.now()


def test_a_job_whose_lease_runs_is_not_looked_for(job: PackageJob) -> None:
    lose_next()
    assert sweep() == 0


def test_a_job_that_a_live_judge_has_is_left_to_it(job: PackageJob) -> None:
    take()
    live_judge(busy=job)
    let_lease_end(job)
    assert sweep() == 0
    assert task_ids() == []


def test_a_job_of_a_dead_judge_is_tried_again_and_does_not_come_back(job: PackageJob) -> None:
    take()
    let_lease_end(job)
    assert sweep() == 1
    assert task_ids() == [f"{job.pk}-2"]
    assert connection().hlen(UNACKED) == 0


def test_a_job_whose_judge_vanished_with_redis_is_tried_again(job: PackageJob) -> None:
    deliver(job, "stage", stage="build")
    connection().flushall()
    let_lease_end(job)
    sweep()
    assert task_ids() == [f"{job.pk}-2"]


def test_losing_all_of_redis_loses_nothing_and_costs_no_attempt(candidate: User) -> None:
    trials = [make_trial(candidate, make_version()) for _ in range(2)]
    for trial in trials:
        send(trial)
    for _ in range(5):
        connection().flushall()
        for trial in trials:
            let_lease_end(trial)
        sweep()
    assert sorted(task_ids("trials")) == sorted(f"{trial.pk}-1" for trial in trials)


def test_a_job_that_never_arrives_ends_some_time(job: PackageJob) -> None:
    PackageJob.objects.update(sends=MAX_SENDS)
    lose_next()
    let_lease_end(job)
    sweep()
    assert (fresh(job).state, fresh(job).report["ok"]) == ("done", False)


def test_a_job_that_kills_its_judge_ends_after_three_attempts(job: PackageJob) -> None:
    for _ in range(3):
        take()
        let_lease_end(job)
        sweep()
    assert fresh(job).state == "done"
    assert task_ids() == []


def test_held_jobs_go_when_there_is_room(candidate: User) -> None:
    version = make_version()
    trials = [make_trial(candidate, version) for _ in range(3)]
    for trial in trials:
        send(trial)
    Trial.objects.filter(pk=trials[0].pk).update(state="done")
    sweep()
    assert fresh(trials[2]).attempt == 1


def test_the_end_of_a_job_lets_the_next_go_at_once(candidate: User) -> None:
    version = make_version()
    trials = [make_trial(candidate, version) for _ in range(3)]
    for trial in trials:
        send(trial)
    deliver(fresh(trials[0]), "report", report={"verdict": "AC", "cases": []})
    assert fresh(trials[2]).attempt == 1


def test_an_answer_that_a_dead_recorder_held_back_returns_to_its_queue(job: PackageJob) -> None:
    take()
    move_unacked_to_results(job)
    let_lease_end(job)
    assert sweep() == 0
    assert len(connection().lrange("results", 0, -1)) == 1


def move_unacked_to_results(job: PackageJob) -> None:
    """As a recorder leaves an answer behind that it had taken a minute ago."""
    body = {"schema": 1, "job": str(job.pk), "attempt": job.attempt, "type": "report", "report": {}}
    worker.app.send_task("jobs.record", args=[body], queue="results", ignore_result=True)
    take("results", since=time.time() - 120)


def test_only_one_process_sweeps_at_a_time(job: PackageJob) -> None:
    with only_one("sweep", timedelta(seconds=60)) as mine:
        assert mine
        assert sweep() is None


def test_the_lease_of_a_sweeper_that_died_ends_by_itself(job: PackageJob) -> None:
    Lease.objects.create(name="sweep", until=timezone.now() - timedelta(seconds=1))
    assert sweep() == 0


def test_without_redis_a_sweep_changes_nothing(job: PackageJob, unreachable_redis: None) -> None:
    let_lease_end(job)
    assert sweep() == 0
    assert (fresh(job).attempt, fresh(job).sends) == (1, 1)


def test_a_cancelled_job_stays_cancelled_though_redis_forgets_it(job: PackageJob) -> None:
    assert cancel(job)
    connection().flushall()
    sweep()
    assert connection().exists(f"lossless:cancel:{job.pk}")
    assert task_ids() == []
