"""One remark of the package check: where, which rule, and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """``severity`` is error, warning or note; ``line`` counts from 1 and is None for a whole file."""

    severity: str
    file: str
    line: int | None
    rule: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.severity} [{self.rule}] {self.message}"

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def error(file: str, line: int | None, rule: str, message: str) -> Finding:
    return Finding("error", file, line, rule, message)


def warning(file: str, line: int | None, rule: str, message: str) -> Finding:
    return Finding("warning", file, line, rule, message)


def note(file: str, line: int | None, rule: str, message: str) -> Finding:
    return Finding("note", file, line, rule, message)
