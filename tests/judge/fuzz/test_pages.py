"""Whatever a judge reports, the pages and the API answer; whatever is sent to them is taken or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from jobs.wire import BadMessage
from submissions.models import Judging, Submission
from tests.factories import make_submission, make_version
from tests.judge.fuzz.changing import JSON, changed_bytes, changed_json
from tests.judge.fuzz.fuzzing import bounded
from tests.judge.fuzz.site_targets import BODY_PIECES
from tests.judge_messages import deliver, figures, put_out, report
from tests.small_package import STARTER

pytestmark = pytest.mark.django_db

# A page takes a hundred times what a parser takes; a long run is told by its profile.
USUAL, PART_OF_LONG = 60, 200
HERE: dict[str, Any] = {
    "derandomize": True,
    "database": None,
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
}


def few() -> settings:
    asked = settings.get_profile(settings.get_current_profile_name()).max_examples
    return settings(max_examples=max(USUAL, asked // PART_OF_LONG), **HERE)


NUMBERS = st.sampled_from((0, 0.0, 1e308, 5e-324, 2**53, None, -1, 0.5, "AC"))
REPORTS = changed_json([report(), report("WA"), report("RTE", score=None)], JSON | NUMBERS)
ROWS = changed_json([figures(), figures(measured=False)], JSON | NUMBERS, most=1)


@pytest.fixture(autouse=True)
def in_no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many requests at once are the point here."""
    monkeypatch.setattr("submissions.actions.check_pace", lambda rows, limit: None)
    monkeypatch.setattr("api.throttles.MethodThrottle.allow_request", lambda *_: True)


def test_no_report_of_a_judge_breaks_a_page(client: Client, candidate: User) -> None:
    version = make_version()
    client.force_login(candidate)
    kept = {True: 0, False: 0}

    @few()
    @given(ROWS, REPORTS)
    def shown(row: Any, changed: Any) -> None:
        submission = make_submission(candidate, version)
        judging = put_out(submission.judging)
        with bounded():
            for kind, body in (("data_set", {"figures": row}), ("report", {"report": changed})):
                try:
                    deliver(judging, kind, **body)
                except BadMessage:
                    continue
            for address in ("submissions:detail", "v1:submission"):
                assert client.get(reverse(address, args=[submission.pk])).status_code == 200
        kept[Judging.objects.get(pk=judging.pk).report is not None] += 1

    shown()
    assert min(kept.values()) > sum(kept.values()) // 10, kept


BODIES = [{"language": "python3", "source": STARTER, "is_shared": True}]


def test_no_body_breaks_the_api(client: Client, candidate: User) -> None:
    slug = make_version().problem.slug
    client.force_login(candidate)
    answers: dict[int, int] = {}

    @few()
    @given(
        changed_bytes(
            changed_json([{**body, "problem": slug} for body in BODIES], most=1).map(
                lambda body: json.dumps(body).encode()
            ),
            BODY_PIECES,
            most=1,
        )
    )
    def sent(body: bytes) -> None:
        with bounded():
            answer = client.post("/api/v1/submissions/", body, content_type="application/json")
        assert answer.status_code in (202, 400)
        answers[answer.status_code] = answers.get(answer.status_code, 0) + 1
        if answer.status_code == 400:
            assert answer.headers["Content-Type"] == "application/problem+json"

    sent()
    assert min(answers[202], answers[400]) > 5, answers
    assert Submission.objects.count() <= answers[202]
