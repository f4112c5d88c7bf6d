"""lossless test FILE --site: a trial, as the page's Run starts one, and what the site's judge says of each sample."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from .site import Site, site
from .submitting import guessed, guessed_language, read_source
from .table import number, parts_of, plain, show
from .texts import ACCEPTED, NOT_ACCEPTED

TASK_HEADS = ("case", "verdict", "parts", "time", "")
CODEC_HEADS = ("sample", "verdict", "ratio", "bits/byte", "compress", "decompress", "")


def test_on_site(path: Path, notes: dict[str, Any], seconds: float) -> int:
    there = site()
    body = {
        "problem": notes.get("problem") or guessed(path, there),
        "language": guessed_language(path),
        "source": read_source(path),
    }
    trial, headers = there.call("POST", "/api/v1/trials/", body)
    return tell(
        ended(there, f"/api/v1/trials/{trial['id']}/", trial, headers, time.monotonic() + 10 * seconds)
    )


def ended(there: Site, place: str, trial: Any, headers: Any, until: float) -> Any:
    """The trial once it has ended; each change of its state is told."""
    before = ""
    while trial["is_pending"] and time.monotonic() < until:
        if trial["status"] != before:
            print(trial["status"], flush=True)
        before = trial["status"]
        time.sleep(float(headers.get("Retry-After", 2)))
        trial, headers = there.call("GET", place)
    return trial


def tell(trial: Any) -> int:
    for text in (trial["message"], trial["stdout"], trial["stderr"]):
        for line in text.splitlines():
            print(plain(line))
    packed = [case for case in trial["cases"] if not case.get("function")]
    tasks = [case for case in trial["cases"] if case.get("function")]
    if packed:
        show([codec_row(case) for case in packed], CODEC_HEADS)
    if tasks:
        show([task_row(case) for case in tasks], TASK_HEADS)
    for case in trial["cases"]:
        if case["error"]:
            print(f"{plain(case['name'])}: {last_line(case['error'])}")
    print(trial["status"], trial["web_url"], sep="\n")
    return ACCEPTED if trial["verdict"] == "AC" else NOT_ACCEPTED


def codec_row(case: Any) -> list[str]:
    return [
        plain(case["name"]),
        case["verdict"] or "–",
        number(case["ratio"]),
        number(case["bits_per_byte"]),
        number(case["compress_cpu_s"], " s"),
        number(case["decompress_cpu_s"], " s"),
        "",
    ]


def task_row(case: Any) -> list[str]:
    return [
        plain(case["name"]),
        case["verdict"] or "–",
        parts_of(case["parts"]),
        number(case["compress_cpu_s"], " s"),
        "",
    ]


def last_line(text: str) -> str:
    """Why an answer is worth what it is is one line; of a traceback the last says what was raised."""
    lines = text.strip().splitlines()
    return plain(lines[-1]) if lines else ""
