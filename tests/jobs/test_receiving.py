"""What the judge says counts once, and only for the attempt that is out."""

import pytest

from accounts.models import User
from jobs.actions import receive
from jobs.models import QueuedJob
from problems.models import DataSet, PackageJob, ProblemVersion
from submissions.models import DataSetResult, Judging
from tests.factories import make_submission
from tests.jobs.queue_tools import fresh, task_ids
from tests.judge_messages import deliver, figures, put_out, report

pytestmark = pytest.mark.django_db(transaction=True)
VERIFIED = {"ok": True, "findings": [], "submissions": []}


def fail(job: QueuedJob, times: int) -> None:
    for _ in range(times):
        assert deliver(fresh(job), "fault", why="the judge's disk is full")


def test_a_stage_makes_the_job_run(job: PackageJob) -> None:
    assert deliver(job, "stage", stage="build", family=None, done=0, total=3)
    running = fresh(job)
    assert (running.state, running.stage["stage"]) == ("running", "build")
    assert running.started_at


def test_a_report_ends_the_job_and_reaches_its_version(job: PackageJob) -> None:
    job.version.state = "draft"
    job.version.save()
    assert deliver(job, "report", report=VERIFIED)
    ended = fresh(job)
    assert (ended.state, ended.report, ended.version.state) == ("done", VERIFIED, "verified")


def test_a_second_report_of_the_same_attempt_changes_nothing(candidate: User) -> None:
    judging = put_out(make_submission(candidate).judging)
    assert deliver(judging, "report", report=report("AC"))
    assert not deliver(judging, "report", report=report("WA"))
    assert Judging.objects.get().verdict == "AC"
    assert DataSetResult.objects.count() == 2


def test_a_stale_attempt_is_ignored(job: PackageJob) -> None:
    stale = fresh(job)
    fail(job, 1)
    assert not deliver(stale, "report", report=VERIFIED)
    assert (fresh(job).state, fresh(job).attempt) == ("queued", 2)


def test_an_attempt_that_was_never_sent_is_ignored(job: PackageJob) -> None:
    job.attempt = 7
    assert not deliver(job, "report", report=VERIFIED)


def test_figures_appear_while_the_job_runs_and_the_newest_count(candidate: User) -> None:
    judging = put_out(make_submission(candidate).judging)
    deliver(judging, "data_set", figures=figures(measured=False))
    deliver(judging, "data_set", figures=figures(score=71.0))
    assert DataSetResult.objects.get().figures["score"] == 71.0
    assert fresh(judging).state == "running"


def test_a_fault_of_the_judge_sends_the_next_attempt(job: PackageJob) -> None:
    fail(job, 1)
    assert task_ids() == [f"{job.pk}-1", f"{job.pk}-2"]


def test_a_poisonous_job_ends_after_three_attempts(job: PackageJob) -> None:
    fail(job, 3)
    ended = fresh(job)
    assert (ended.state, ended.attempt) == ("done", 3)
    assert ended.fault == "the judge's disk is full"
    assert ended.report["ok"] is False
    assert len(task_ids()) == 3


def test_the_third_fault_of_a_judging_is_a_judge_error(candidate: User) -> None:
    judging = put_out(make_submission(candidate).judging)
    fail(judging, 3)
    assert Judging.objects.get().verdict == "JE"


def test_a_report_that_cannot_be_kept_is_a_fault_of_the_judge(job: PackageJob) -> None:
    PackageJob.objects.update(kind="prepare")
    assert deliver(job, "report", report={"data": [{"family": "words"}]})
    assert (fresh(job).state, fresh(job).attempt) == ("queued", 2)
    assert "could not be kept" in fresh(job).fault


def test_prepared_data_make_a_version_ready(job: PackageJob) -> None:
    PackageJob.objects.update(kind="prepare")
    data = {"family": "words", "split": "board", "digest": "ab" * 32, "bytes": 4096}
    deliver(job, "report", report={"data": [data], "data_digest": "cd" * 32, "baseline": {}})
    assert DataSet.objects.filter(version=job.version, digest="ab" * 32).exists()
    assert PackageJob.objects.get(pk=job.pk).version.data_digest == "cd" * 32


def test_a_message_about_an_unknown_job_is_dropped() -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    assert not receive({"schema": 1, "job": unknown, "attempt": 1, "type": "fault", "why": ""})


def test_generators_that_fail_are_findings_and_no_fault(job: PackageJob) -> None:
    PackageJob.objects.update(kind="prepare")
    finding = {"severity": "error", "file": "data/generators/a.py", "line": None, "rule": "r", "message": "m"}
    deliver(job, "report", report={"data": [], "data_digest": "", "baseline": {}, "findings": [finding]})
    assert (fresh(job).state, fresh(job).fault) == ("done", "")


def test_library_codecs_are_measured_once_the_data_are_there(job: PackageJob) -> None:
    PackageJob.objects.update(kind="prepare")
    data = {"family": "words", "split": "board", "digest": "ab" * 32, "bytes": 4096}
    deliver(job, "report", report={"data": [data], "data_digest": "cd" * 32, "baseline": {}})
    peers = PackageJob.objects.get(kind="peers")
    deliver(peers, "report", report={"peers": [{"name": "zlib-6", "family": "words"}]})
    assert ProblemVersion.objects.get().peers == [{"name": "zlib-6", "family": "words"}]


def test_measuring_library_codecs_gives_way_to_everything_else(job: PackageJob) -> None:
    peers = PackageJob.objects.create(version=job.version, kind="peers")
    assert not peers.may_be_sent()
    PackageJob.objects.filter(pk=job.pk).update(state="done")
    assert peers.may_be_sent()


def test_held_measurings_of_library_codecs_do_not_wait_for_each_other(job: PackageJob) -> None:
    job.delete()
    first, second = (PackageJob.objects.create(version=job.version, kind="peers") for _ in range(2))
    assert first.may_be_sent()
    PackageJob.objects.filter(pk=first.pk).update(attempt=1)
    assert not second.may_be_sent()
