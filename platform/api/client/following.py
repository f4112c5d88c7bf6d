"""lossless status ID: follow a judging to its verdict."""

from __future__ import annotations

import argparse
import time
import urllib.parse
from typing import Any

from .failing import failing_lines
from .site import Site, site
from .table import number, parts_of, show
from .texts import ACCEPTED, NOT_ACCEPTED, Failure, say

MOST_SEARCH_SECONDS = 30


def status(arguments: argparse.Namespace) -> int:
    there = site()
    identifier = arguments.id or newest(there)
    return follow(there, identifier, wait=arguments.wait)


def newest(there: Site) -> str:
    found = there.get("/api/v1/submissions/?mine=true&limit=1")["results"]
    if not found:
        raise Failure(say("You have not submitted anything yet."))
    return str(found[0]["id"])


def follow(there: Site, identifier: str, wait: bool = True) -> int:
    """Tell each change of a judging until it ends."""
    place = f"/api/v1/submissions/{urllib.parse.quote(identifier, safe='')}/"
    before = ""
    while True:
        now, headers = there.call("GET", place + "status/")
        if now["status"] != before and now["is_pending"]:
            print(now["status"], flush=True)
        before = now["status"]
        if not (wait and now["is_pending"]):
            break
        time.sleep(float(headers.get("Retry-After", 2)))
    if not now["is_pending"]:
        tell(searched(there, place, wait))
    return ACCEPTED if now["verdict"] == "AC" else NOT_ACCEPTED


def searched(there: Site, place: str, wait: bool) -> Any:
    """The submission; where its judge still looks for a failing input, and one may wait, with that."""
    until = time.monotonic() + MOST_SEARCH_SECONDS
    while True:
        submission = there.get(place)
        failing = submission.get("failing_input") or {}
        if not wait or failing.get("state") != "searching" or time.monotonic() > until:
            return submission
        time.sleep(1)


TASK_HEADS = ("task", "verdict", "parts", "speed", "")
RESULT_HEADS = ("family", "verdict", "ratio", "reference", "compress", "decompress", "")


def tell(submission: Any) -> None:
    if submission["message"]:
        print(submission["message"])
    rows = submission["data_sets"]
    packed = [result_row(each) for each in rows if not each.get("function")]
    tasks = [task_row(each) for each in rows if each.get("function")]
    if packed:
        show(packed, RESULT_HEADS)
    if tasks:
        show(tasks, TASK_HEADS)
    for line in failing_lines(submission.get("failing_input") or {}):
        print(line)
    print(submission["status"], submission["web_url"], sep="\n")


def result_row(figures: Any) -> list[str]:
    return [
        figures["title"],
        figures["verdict"] or "–",
        number(figures["ratio"]),
        number(figures["reference_ratio"]),
        *(
            number(figures[each] and figures[each]["speed_ratio"], " ×")
            for each in ("compress", "decompress")
        ),
        "" if figures["scored"] else say("not scored"),
    ]


def task_row(figures: Any) -> list[str]:
    return [
        figures["title"],
        figures["verdict"] or "–",
        parts_of(figures["parts"]),
        number(figures["run"] and figures["run"]["speed_ratio"], " ×"),
        "" if figures["scored"] else say("not scored"),
    ]
