"""A site as it is started, its processes killed and its Redis emptied: every submission is judged, once."""

from __future__ import annotations

from pathlib import Path

from tests.environment import VAR
from tests.integration.conftest import log_in
from tests.integration.operator import Operator
from tests.running_site import run_site
from tests.visitor import Visitor

# Ends at the first case of the gate.
FORGETFUL = """\
def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob[:-1]
"""
# Sleeps in the gate, and ends at the family of random bytes, which alone has this size.
LATE = """\
import time


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    if len(blob) != 65536:
        return blob
    time.sleep(8)
    return blob[:-1]
"""


def expect_judged_once(operator: Operator, submission: str, verdict: str) -> None:
    """One judging, done, with every family at most once; the attempts that broke off left nothing."""
    (judging,) = operator.judgings(submission)
    assert (judging["state"], judging["verdict"]) == ("done", verdict)
    families = [row["family"] for row in operator.results(submission)]
    assert len(families) == len(set(families))


def test_a_judge_killed_in_the_middle_costs_an_attempt_and_no_submission(
    candidate_there: Visitor, operator: Operator
) -> None:
    submission = candidate_there.submit("lz77", LATE)
    operator.wait_for_gate(submission)
    operator.kill("judge-submissions@")
    assert candidate_there.wait(submission)["verdict"] == "WA"
    expect_judged_once(operator, submission, "WA")
    assert operator.judgings(submission)[0]["sends"] >= 2


def test_redis_may_lose_everything_while_work_runs_and_waits(
    candidate_there: Visitor, operator: Operator
) -> None:
    sources = [LATE, FORGETFUL, FORGETFUL + "# again\n"]
    submissions = [candidate_there.submit("lz77", source) for source in sources]
    operator.wait_for_gate(submissions[0])
    operator.empty_redis()
    for submission in submissions:
        assert candidate_there.wait(submission)["verdict"] == "WA"
        expect_judged_once(operator, submission, "WA")


def test_a_judge_error_of_nobody_s_making_never_shows(operator: Operator) -> None:
    assert operator.rows("SELECT id FROM submissions_judging WHERE verdict = 'JE'") == []


def test_stopping_everything_and_starting_again_loses_nothing() -> None:
    """The submission came before its hidden data were built, and the site stopped while they were."""
    var: Path = VAR / "stopped"
    with run_site(var) as site:
        submission = log_in(site).submit("lz77", FORGETFUL)
    with run_site(var, keep_state=True) as again:
        assert log_in(again).wait(submission)["verdict"] == "WA"
        expect_judged_once(Operator(var, again.process.pid), submission, "WA")
