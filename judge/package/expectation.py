"""What verdict and score each submission of a package must get.

Source: Kattis problem package format 2025-09, section ``submissions.yaml``: glob patterns below
``submissions/`` map to ``permitted`` and ``required`` verdicts and a ``score`` (number or range).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from judge.package.finding import Finding, error
from judge.package.located import Located, load_yaml

FILE = "submissions/submissions.yaml"
VERDICTS = frozenset({"AC", "WA", "TLE", "MLE", "OLE", "RTE", "SV", "CE"})
FOLDERS = {
    "accepted": frozenset({"AC"}),
    "wrong_answer": frozenset({"WA"}),
    "time_limit_exceeded": frozenset({"TLE"}),
    "memory_limit_exceeded": frozenset({"MLE"}),
    "output_limit_exceeded": frozenset({"OLE"}),
    "run_time_error": frozenset({"RTE"}),
    "compile_error": frozenset({"CE"}),
}
_KEYS = {"permitted", "required", "score", "language", "entrypoint", "authors", "message"}


@dataclass(frozen=True)
class Expectation:
    """Verdicts allowed and the score range, both ends included; None where any score will do.

    ``file`` and ``line`` are where it is written: a line of submissions.yaml, or the submission itself,
    whose folder says it.
    """

    permitted: frozenset[str]
    low: float | None = None
    high: float | None = None
    file: str = FILE
    line: int | None = None

    def holds(self, verdict: str, score: float | None, slack: float = 0.0) -> bool:
        return verdict in self.permitted and self.has_score(score or 0.0, slack)

    def has_score(self, points: float, slack: float = 0.0) -> bool:
        """``slack``: points by which a score may lie outside of the range."""
        above = self.low is None or points >= self.low - slack
        below = self.high is None or points <= self.high + slack
        return above and below

    def __str__(self) -> str:
        words = " or ".join(sorted(self.permitted))
        if self.low is None and self.high is None:
            return words
        return f"{words}, score {self.low:g} to {self.high:g}"


def expectations(
    files: Mapping[str, bytes], submissions: tuple[str, ...]
) -> tuple[dict[str, Expectation], list[Finding]]:
    """The expectation of each submission path, and what is wrong with submissions.yaml."""
    rules, findings = _rules(files)
    result: dict[str, Expectation] = {}
    for path in submissions:
        expectation = _expectation(path, rules)
        if expectation is None:
            findings.append(
                error(
                    path,
                    None,
                    "expectation",
                    f"no verdict is expected of this file; name it in {FILE} or move it to one of "
                    f"{', '.join(FOLDERS)}",
                )
            )
        else:
            result[path] = expectation
    return result, findings


def _rules(files: Mapping[str, bytes]) -> tuple[dict[str, Expectation], list[Finding]]:
    if FILE not in files:
        return {}, []
    document, findings = load_yaml(FILE, files[FILE])
    rules: dict[str, Expectation] = {}
    if not isinstance(document.value, dict):
        findings.append(error(FILE, 1, "form", "expected a mapping from file pattern to properties"))
        return {}, findings
    for pattern, properties in document.value.items():
        parsed = _properties(str(pattern), properties, document, findings)
        if parsed is not None:
            rules[str(pattern)] = parsed
    return rules, findings


def _properties(
    pattern: str, properties: Any, document: Located, findings: list[Finding]
) -> Expectation | None:
    line = document.line(pattern)
    if not isinstance(properties, dict) or not set(properties) <= _KEYS:
        known = ", ".join(sorted(_KEYS))
        findings.append(error(FILE, line, "form", f"{pattern}: expected a mapping with {known}"))
        return None
    verdicts = properties.get("permitted", properties.get("required", []))
    if (
        not isinstance(verdicts, list)
        or not verdicts
        or not all(word in VERDICTS for word in map(str, verdicts))
    ):
        known = ", ".join(sorted(VERDICTS))
        findings.append(error(FILE, line, "verdict", f"{pattern}: permitted is a list of {known}"))
        return None
    score = properties.get("score")
    try:
        low, high = (None, None) if score is None else _range(score)
    except (TypeError, ValueError, OverflowError):
        findings.append(error(FILE, line, "score", f"{pattern}: score is a number or [low, high]"))
        return None
    return Expectation(frozenset(verdicts), low, high, FILE, line)


def _range(score: Any) -> tuple[float, float]:
    low, high = map(float, score if isinstance(score, list) else (score, score))
    if not low <= high:
        raise ValueError("no range")  # Nothing lies in it, or an end is no number.
    return low, high


def _expectation(path: str, rules: Mapping[str, Expectation]) -> Expectation | None:
    relative = path.removeprefix("submissions/")
    matching = [rule for pattern, rule in rules.items() if fnmatchcase(relative, pattern)]
    if matching:
        return matching[-1]
    folder = relative.split("/", 1)[0]
    return Expectation(FOLDERS[folder], file=path) if folder in FOLDERS else None
