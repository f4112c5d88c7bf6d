"""lossless open WHAT"""

from __future__ import annotations

import argparse
import urllib.parse
import uuid
import webbrowser
from pathlib import Path

from .folder import notes_beside
from .site import site


def open_page(arguments: argparse.Namespace) -> int:
    there = site()
    what = arguments.what or notes_beside(Path.cwd() / "code").get("problem") or ""
    page = f"{there.url}/{section(what)}{urllib.parse.quote(what, safe='')}{'/' if what else ''}"
    print(page)
    webbrowser.open(page)
    return 0


def section(what: str) -> str:
    try:
        uuid.UUID(what)
    except ValueError:
        return "problems/"
    return "submissions/"
