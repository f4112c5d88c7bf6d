"""lossless submit FILE"""

from __future__ import annotations

import argparse
import time
import uuid
from pathlib import Path
from typing import Any

from .folder import existing, notes_beside
from .following import follow
from .languages import SUFFIXES, language_of
from .site import Site, site
from .texts import NOT_ACCEPTED, Failure, say

SENDS = 3  # a lost connection is tried again; the idempotency key keeps it one submission


def submit(arguments: argparse.Namespace) -> int:
    path = existing(arguments.file)
    source = read_source(path)
    there = site()
    problem = arguments.problem or guessed(path, there)
    if not arguments.force and not confirmed(path, problem):
        print(say("Nothing was sent."))
        return NOT_ACCEPTED
    body = {
        "problem": problem,
        "language": arguments.language or guessed_language(path),
        "source": source,
        "is_shared": arguments.share,
    }
    submission = sent(there, body)
    print(say("Submitted: {id}", id=submission["id"]), submission["web_url"], sep="\n")
    if arguments.wait:
        return follow(there, submission["id"])
    print(say("See it with: lossless status {id} --wait", id=submission["id"]))
    return 0


def guessed_language(path: Path) -> str:
    found = language_of(path, notes_beside(path))
    if found is None:
        known = ", ".join(sorted(set(SUFFIXES.values())))
        text = "In which language is {path}? Name it with -l, or give the file one of these endings: {known}"
        raise Failure(say(text, path=path, known=known))
    return found


def sent(there: Site, body: dict[str, Any]) -> Any:
    key = str(uuid.uuid4())
    for attempt in range(SENDS):
        try:
            return there.call("POST", "/api/v1/submissions/", body, Idempotency_Key=key)[0]
        except OSError:
            if attempt == SENDS - 1:
                raise
            time.sleep(1 + attempt)
    return None


def read_source(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        text = "{path} is not UTF-8: byte {offset} cannot be read."
        raise Failure(say(text, path=path, offset=error.start + 1)) from None


def guessed(path: Path, there: Site) -> str:
    """The problem a file is for: what `get` noted, else the file's or its folder's name."""
    noted = notes_beside(path).get("problem")
    if noted:
        return str(noted)
    slugs = [problem["slug"] for problem in there.get("/api/v1/problems/?limit=100")["results"]]
    names = [plain(path.stem), plain(path.resolve().parent.name)]
    for name in names:
        fitting = [slug for slug in slugs if name == slug or name.startswith(slug + "-")]
        if fitting:
            return str(max(fitting, key=len))
    text = "For which problem is {path}? Name it with -p. There are: {slugs}"
    raise Failure(say(text, path=path, slugs=", ".join(slugs)))


def plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(" ", "-")


def confirmed(path: Path, problem: str) -> bool:
    try:
        answer = input(say("Submit {path} to {problem}? [y/N] ", path=path, problem=problem))
    except EOFError:
        return False
    return answer.strip().lower() in {"y", "yes", "是"}
