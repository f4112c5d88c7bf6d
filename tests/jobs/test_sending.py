"""Jobs enter the queue on commit, and nothing that the queue does can fail a request."""

import base64
import json

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from jobs.actions import ahead_of, send
from judge.job import Job
from problems.models import VERIFY, PackageJob
from submissions.models import Judging, Trial
from tests.factories import make_ready, make_submission, make_trial, make_version
from tests.jobs.queue_tools import fresh, messages, task_ids

pytestmark = pytest.mark.django_db(transaction=True)


def sent_trials(author: User, count: int) -> list[Trial]:
    version = make_version()
    trials = [make_trial(author, version) for _ in range(count)]
    for trial in trials:
        send(trial)
    return trials


def test_a_sent_job_lies_in_its_queue_under_its_attempt(job: PackageJob) -> None:
    assert (job.state, job.attempt, job.sends) == ("queued", 1, 1)
    assert task_ids() == [f"{job.pk}-1"]


def test_the_message_is_the_job_of_the_row(job: PackageJob) -> None:
    (argument,), _options, _embedded = json.loads(base64.b64decode(messages()[0]["body"]))
    sent = Job.from_dict(argument)
    assert (sent.id, sent.attempt, sent.kind) == (str(job.pk), 1, "verify")
    assert (sent.package, sent.reply_to) == (job.version.package_digest, "jobs.record")


def test_the_source_stands_in_no_header(candidate: User) -> None:
    trial = make_trial(candidate, source="secret = 'marker'\n")
    send(trial)
    assert "marker" not in json.dumps(messages("trials")[0]["headers"])


def test_a_job_of_a_transaction_that_fails_is_never_sent() -> None:
    version = make_version()
    with transaction.atomic():
        send(PackageJob.objects.create(version=version, kind=VERIFY))
        transaction.set_rollback(True)
    assert task_ids() == []


def test_without_redis_the_request_succeeds_and_the_job_waits_for_the_sweeper(
    unreachable_redis: None,
) -> None:
    job = PackageJob.objects.create(version=make_version(), kind=VERIFY)
    send(job)
    assert list(PackageJob.objects.expired(timezone.now())) == [job]


def test_of_one_persons_runs_two_are_in_the_queue_and_the_rest_are_held(candidate: User) -> None:
    trials = sent_trials(candidate, 5)
    assert task_ids("trials") == [f"{trial.pk}-1" for trial in trials[:2]]
    assert Trial.objects.held().count() == 3


def test_one_person_cannot_starve_another(candidate: User, other_candidate: User) -> None:
    sent_trials(candidate, 10)
    (theirs,) = sent_trials(other_candidate, 1)
    assert task_ids("trials").index(f"{theirs.pk}-1") == 2


def test_a_submission_waits_until_its_hidden_data_are_there(candidate: User) -> None:
    version = make_version(is_ready=False)
    judging = make_submission(candidate, version).judging
    send(judging)
    assert fresh(judging).attempt == 0
    make_ready(version)
    send(Judging.objects.get(pk=judging.pk))
    assert task_ids("submissions") == [f"{judging.pk}-1"]


def test_a_job_knows_how_many_are_ahead_of_it(candidate: User, other_candidate: User) -> None:
    first, second = sent_trials(candidate, 2)
    (third,) = sent_trials(other_candidate, 1)
    assert [ahead_of(fresh(each)) for each in (first, second, third)] == [0, 1, 2]
