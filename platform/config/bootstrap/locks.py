"""What a lock file must hold, and must not: no host, no path of the machine that wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)
_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==\S+", re.MULTILINE)
_FOREIGN = re.compile(r"://|^\s*-(?!-hash)|--(?:index|extra|find|trusted)|(?<![\w.])/\w", re.MULTILINE)


def complaints(folder: Path) -> Iterator[str]:
    for wanted in sorted(folder.glob("*.in")):
        yield from _complaints(wanted, wanted.with_suffix(".txt"))


def _complaints(wanted: Path, lock: Path) -> Iterator[str]:
    if not lock.exists():
        yield f"{lock.name} is missing; write it: python3 manage.py lock"
        return
    text = lock.read_text()
    for line in (line for line in text.splitlines() if _FOREIGN.search(line)):
        yield f"{lock.name} holds an address, a path or an option of pip: {line.strip()}"
    missing = _names(wanted.read_text()) - _pins(text)
    if missing:
        yield f"{lock.name} does not pin {', '.join(sorted(missing))}; write it anew: python3 manage.py lock"
    yield from _without_hash(lock.name, text)


def _names(wanted: str) -> set[str]:
    lines = (line for line in wanted.splitlines() if line and line[0] not in "#-")
    return {_normal(match[1]) for line in lines if (match := _NAME.match(line))}


def _pins(lock: str) -> set[str]:
    return {_normal(name) for name in _PINNED.findall(lock)}


def _without_hash(name: str, lock: str) -> Iterator[str]:
    for block in re.split(r"\n(?=[a-z0-9])", lock):
        if (match := _PINNED.match(block)) and "--hash=sha256:" not in block:
            yield f"{name} pins {match[1]} without a hash"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
