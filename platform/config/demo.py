"""Demo log-ins, for trying the site out on one's own machine."""

import json
import time
from pathlib import Path

from accounts.actions import ensure_demo_users
from accounts.models import User
from problems.models import Problem
from submissions.actions import ensure_demo_submission
from submissions.models import Judging

CANDIDATE, PROBLEM = "candidate", "lz77"
LOOK_EVERY_SECONDS = 2.0


def open_demo(path: Path) -> None:
    """The three log-ins, with the passwords kept in that file."""
    ensure_demo_users(path)


def submit_when_idle() -> None:
    """One submission that the interviewer can read.

    It waits until the judge has nothing else to do: on a new site the first one to be judged shall be
    the visitor's own.
    """
    problem = Problem.objects.filter(slug=PROBLEM, active_version__isnull=False).first()
    author = User.objects.filter(username=CANDIDATE).first()
    if problem is None or author is None:
        return
    while not _is_idle(problem):
        time.sleep(LOOK_EVERY_SECONDS)
    ensure_demo_submission(author, problem)


def _is_idle(problem: Problem) -> bool:
    problem.refresh_from_db()
    version = problem.active_version
    return version is not None and version.is_ready and not Judging.objects.pending().exists()


def close_demo(path: Path) -> None:
    """Nobody logs in with a printed password any more; what these users did stays."""
    if not path.exists():
        return
    for user in User.objects.filter(username__in=json.loads(path.read_text())):
        user.set_unusable_password()
        user.save(update_fields=["password"])
    path.unlink()
