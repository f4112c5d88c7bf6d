"""What went wrong, why, and how to mend it: the one form in which set-up gives up."""

from __future__ import annotations

import re
from collections.abc import Iterable

LAST_LINES = 6
# Addresses of this machine's package index, its credentials and its hosts stay out of what people copy.
_ADDRESSES = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s'\"<>)\]]+", re.IGNORECASE)
_HOSTS = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|cn|edu|gov|info|cloud|app|co|de|uk|jp|fr|internal|local|lan)"
    r"(?::\d+)?\b",
    re.IGNORECASE,
)
_NAMED_HOST = re.compile(r"(host\s*=\s*)(['\"]).*?\2", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(?!127\.)\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b")


class Failure(Exception):
    """Ends a command with exit code 1 and without a traceback."""

    def __init__(self, what: str, why: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.why, self.fix = what, why, fix

    def __str__(self) -> str:
        return "\n".join((f"✗ {self.what}", _part("why", self.why), _part("fix", self.fix)))


def without_hosts(text: str) -> str:
    text = _ADDRESSES.sub("(address)", text)
    text = _NAMED_HOST.sub(r"\1(host)", text)
    return _NUMBERS.sub("(address)", _HOSTS.sub("(host)", text))


def last_words(log: str) -> str:
    """The end of a log, as far as it tells something."""
    lines = [line.rstrip() for line in log.splitlines() if line.strip()]
    return without_hosts("\n".join(lines[-LAST_LINES:])) or "it wrote nothing"


def _part(name: str, text: str) -> str:
    first, *rest = text.splitlines() or [""]
    return "\n".join((f"  {name}: {first}", *_indented(rest)))


def _indented(lines: Iterable[str]) -> Iterable[str]:
    return (f"       {line}" for line in lines)
