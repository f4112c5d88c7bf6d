"""Demo log-ins, for trying the site out on one's own machine."""

import json
from pathlib import Path

from accounts.actions import ensure_demo_users
from accounts.models import User
from problems.models import Problem
from submissions.actions import ensure_demo_submission

CANDIDATE, PROBLEM = "candidate", "lz77"


def open_demo(path: Path) -> None:
    """The log-ins, and one submission that the interviewer can read once it is judged."""
    ensure_demo_users(path)
    problem = Problem.objects.filter(slug=PROBLEM, active_version__isnull=False).first()
    if problem:
        ensure_demo_submission(User.objects.get(username=CANDIDATE), problem)


def close_demo(path: Path) -> None:
    """Nobody logs in with a printed password any more; what these users did stays."""
    if not path.exists():
        return
    for user in User.objects.filter(username__in=json.loads(path.read_text())):
        user.set_unusable_password()
        user.save(update_fields=["password"])
    path.unlink()
