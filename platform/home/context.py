"""What the frame of every page shows beside the reader's own preferences."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest

from home.judge_state import judge_state, trouble
from judge.storage import var_folder

SECTIONS = ("problems", "questions", "submissions", "review", "manage")
# First words of addresses that belong to a section of another name.
BELONGS = {"explore": "questions", "glossary": "questions", "idea": "questions"}


def frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "section": _section(request.path),
        "judge_trouble": trouble(judge_state()),
        "has_demo_log_ins": demo_file().exists(),
        "login_next": _login_next(request),
    }


def demo_file() -> Path:
    """Where set-up keeps the passwords of the demo log-ins; without demo there is no such file."""
    return var_folder() / "demo.json"


def _section(path: str) -> str:
    first = path.strip("/").split("/")[0]
    return first if first in SECTIONS else BELONGS.get(first, "")


def _login_next(request: HttpRequest) -> str:
    """The page to come back to; none when it is the start page or part of logging in."""
    is_plain = request.method == "GET" and request.path != "/" and not request.path.startswith("/accounts/")
    return request.get_full_path() if is_plain else ""
