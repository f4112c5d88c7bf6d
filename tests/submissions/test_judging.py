"""What the judge says becomes rows: live, once, and whole at the end."""

import pytest

from accounts.models import User
from submissions.models import Judging
from submissions.panels import SubmissionPanel
from tests.factories import make_ready, make_submission, make_version
from tests.judge_messages import deliver, figures, put_out, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def judging(candidate: User) -> Judging:
    judging = make_submission(candidate).judging
    put_out(judging)
    return judging


def panel(judging: Judging) -> SubmissionPanel:
    return SubmissionPanel.of(type(judging.submission).objects.with_result().get(pk=judging.submission_id))


def test_the_job_carries_code_data_and_digests_but_no_database(judging: Judging) -> None:
    job = judging.to_job()
    assert job.source.decode() == judging.submission.source
    assert {data.split for data in job.data} == {"board"}
    assert job.package == judging.version.package_digest


def test_a_submission_is_held_until_its_hidden_data_are_built(candidate: User) -> None:
    version = make_version(is_ready=False)
    judging = make_submission(candidate, version).judging
    assert not judging.may_be_sent()
    make_ready(version)
    judging.version.refresh_from_db()
    assert judging.may_be_sent()


def test_a_stage_is_shown_with_its_family(judging: Judging) -> None:
    deliver(judging, "stage", stage="gate", family="words", done=1, total=2)
    shown = panel(judging)
    assert shown.status == "Checking round trips: 1 of 2 – Words"
    assert [step.state for step in shown.steps] == ["done", "done", "now", "todo", "todo"]


def test_a_family_is_shown_before_its_speed_is_measured(judging: Judging) -> None:
    deliver(judging, "data_set", figures=figures(measured=False))
    row = panel(judging).rows[0]
    assert row.ratio
    assert row.compress is None


def test_figures_of_a_family_replace_its_earlier_ones(judging: Judging) -> None:
    deliver(judging, "data_set", figures=figures(measured=False))
    deliver(judging, "data_set", figures=figures())
    assert judging.results.count() == 1
    assert panel(judging).rows[0].compress is not None


def test_the_report_ends_the_judging_with_verdict_and_score(judging: Judging) -> None:
    assert deliver(judging, "report", report=report())
    judging.refresh_from_db()
    assert (judging.state, judging.verdict, judging.score) == ("done", "AC", 71.234)
    assert judging.receipt is not None


def test_a_report_that_comes_twice_is_taken_once(judging: Judging) -> None:
    assert deliver(judging, "report", report=report())
    assert not deliver(judging, "report", report=report("WA"))
    judging.refresh_from_db()
    assert judging.verdict == "AC"


def test_rows_of_an_attempt_that_broke_off_do_not_stay(judging: Judging) -> None:
    deliver(judging, "data_set", figures=figures("noise", verdict="WA"))
    deliver(judging, "report", report=report("CE", data_sets=[], message="SyntaxError"))
    assert not judging.results.exists()


def test_a_third_fault_is_a_judge_error_without_score(judging: Judging) -> None:
    for _ in range(3):
        judging.refresh_from_db()
        deliver(judging, "fault", why="the machine caught fire")
    judging.refresh_from_db()
    assert (judging.state, judging.verdict, judging.score) == ("done", "JE", None)


def test_a_report_of_another_shape_is_never_shown(judging: Judging) -> None:
    deliver(judging, "report", report={"verdict": "AC", "score": "lots", "data_sets": "none"})
    judging.refresh_from_db()
    assert judging.verdict == ""


def test_a_rejudging_counts_once_it_is_done(judging: Judging) -> None:
    deliver(judging, "report", report=report())
    again = Judging.objects.create(
        submission=judging.submission, version=judging.version, purpose="rejudging"
    )
    assert panel(judging).judging.pk == judging.pk
    put_out(again)
    deliver(again, "report", report=report("TLE", score=12.0))
    assert panel(judging).verdict.word == "TLE"  # type: ignore[union-attr]
