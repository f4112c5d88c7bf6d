"""Demo log-ins exist only where the site is for its own machine."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from config.demo import close_demo, open_demo, submit_when_idle
from submissions.models import Judging, Submission
from tests.factories import make_submission, make_user, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return tmp_path / "demo.json"


def test_the_kept_passwords_log_in(demo: Path, client: Client) -> None:
    open_demo(demo)
    passwords = json.loads(demo.read_text())
    assert [client.login(username=name, password=word) for name, word in passwords.items()] == [True] * 3


def test_the_passwords_are_for_their_owner_alone(demo: Path) -> None:
    open_demo(demo)
    assert demo.stat().st_mode & 0o777 == 0o600


def test_opening_twice_changes_no_password(demo: Path) -> None:
    open_demo(demo)
    before = demo.read_text()
    open_demo(demo)
    assert demo.read_text() == before


def test_the_candidate_has_shared_one_submission_however_often_the_site_starts(demo: Path) -> None:
    make_version("lz77")
    open_demo(demo)
    submit_when_idle()
    Judging.objects.update(state="done")
    submit_when_idle()
    assert Submission.objects.filter(author__username="candidate", is_shared=True).count() == 1


def test_the_demo_submission_waits_for_those_of_visitors(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_demo(demo)
    waiting = make_submission(make_user(), make_version("lz77"))
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        waiting.judgings.update(state="done")

    monkeypatch.setattr("config.demo.time.sleep", wait)
    submit_when_idle()
    assert len(waits) == 1
    assert Submission.objects.count() == 2


def test_without_the_problem_nothing_is_submitted(demo: Path) -> None:
    open_demo(demo)
    submit_when_idle()
    assert not Submission.objects.exists()


def test_closed_log_ins_do_not_work_any_more(demo: Path, client: Client) -> None:
    open_demo(demo)
    passwords = json.loads(demo.read_text())
    close_demo(demo)
    assert not any(client.login(username=name, password=word) for name, word in passwords.items())
    assert not demo.exists()
    assert User.objects.count() == 3


def test_closing_touches_nobody_where_there_was_no_demo(demo: Path, candidate: User) -> None:
    close_demo(demo)
    candidate.refresh_from_db()
    assert candidate.has_usable_password()


def test_the_model_and_its_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
