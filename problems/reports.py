"""What a judge says about a package, read with care: only the shape that pages rely on gets through."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from judge.job import DataRef
from problems.judge_words import in_readers_language

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SEVERITIES = {"error": 0, "warning": 1, "note": 2}
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Prepared:
    data: tuple[DataRef, ...]
    data_digest: str
    baseline: dict[str, Any]


@dataclass(frozen=True)
class Remark:
    """One finding: where, which rule, what to do."""

    severity: str
    file: str
    line: int | None
    rule: str
    message: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def said(self) -> str:
        """The message in the reader's language, where it is one that the site knows."""
        return in_readers_language(self.message)

    @property
    def is_foreign(self) -> bool:
        """Whether it stands in English among other words."""
        return self.said == self.message


@dataclass(frozen=True)
class Outcome:
    """A submission of the package: what was expected of it and what it got."""

    path: str
    expected: str
    verdict: str
    score: float | None
    ok: bool


@dataclass(frozen=True)
class Verified:
    ok: bool
    remarks: tuple[Remark, ...]
    outcomes: tuple[Outcome, ...]


def prepared(report: Json) -> Prepared | None:
    """None when nothing was built and findings say why. Raises ValueError, KeyError or TypeError for a
    report of another shape."""
    data = tuple(_data_ref(item) for item in report["data"])
    if not data and remarks(report["findings"]):
        return None
    if not data:
        raise ValueError("the report of prepare names neither data nor findings")
    return Prepared(
        data=data,
        data_digest=_digest(report["data_digest"]),
        baseline=dict(report.get("baseline") or {}),
    )


def peers(report: Json) -> list[dict[str, Any]]:
    """Raises KeyError or TypeError for a report of another shape."""
    return [dict(peer) for peer in report["peers"]]


def verified(report: Json) -> Verified:
    """Raises ValueError, KeyError or TypeError for a report of another shape."""
    return Verified(
        ok=report["ok"] is True,
        remarks=remarks(report.get("findings") or ()),
        outcomes=tuple(_outcome(item) for item in report.get("submissions") or ()),
    )


def remarks(findings: Any) -> tuple[Remark, ...]:
    """Findings as dicts: errors first, then in the order of the files."""
    found = [
        Remark(
            severity=str(item["severity"]),
            file=_printable(str(item["file"])),
            line=None if item.get("line") is None else int(item["line"]),
            rule=_printable(str(item["rule"])),
            message=_printable(str(item["message"])),
        )
        for item in findings
    ]
    return tuple(sorted(found, key=lambda remark: _SEVERITIES.get(remark.severity, 3)))


def _printable(text: str) -> str:
    """A name or message may quote an upload: what would hide or reorder text is written as its code."""
    return "".join(
        character if character.isprintable() or character.isspace() else f"\\u{ord(character):04x}"
        for character in text
    )


def fault(why: str) -> dict[str, Any]:
    """A report in place of the one that never came."""
    finding = {
        "severity": "error",
        "file": "(judge)",
        "line": None,
        "rule": "judge",
        "message": f"the judge failed on this package, every time it was tried: {why}",
    }
    return {"ok": False, "findings": [finding], "submissions": []}


def _outcome(item: Json) -> Outcome:
    score = item.get("score")
    return Outcome(
        path=str(item["path"]),
        expected=str(item["expected"]),
        verdict=str(item["verdict"]),
        score=None if score is None else float(score),
        ok=item["ok"] is True,
    )


def _data_ref(item: Json) -> DataRef:
    reference = DataRef.from_dict(item)
    _digest(reference.digest)
    return reference


def _digest(value: Any) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise ValueError("expected a SHA-256 digest in hexadecimal")
    return value
