"""Front matter and YAML of the bank: known keys, right kinds of values, points that add up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from questions.bank import VERDICTS
from questions.check.finding import Finding
from texts.languages import LANGUAGES

WHOLE_RUBRIC = 100
LEAST_CUES = 2
Lines = Callable[[str], int]


def load(path: Path, file: str) -> tuple[Any, list[Finding]]:
    """The value of a YAML file, or None and why not."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8")), []
    except FileNotFoundError:
        return None, [Finding(file, 0, "is missing")]
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        return None, [Finding(file, line, f"is not YAML: {broken.problem}")]


def line_finder(text: str) -> Lines:
    """The first line that begins with a key, whatever its indent; 1 where there is none."""
    lines = text.splitlines()

    def find(key: str) -> int:
        starts = (f"{key}:", f"- {key}", f"- id: {key}", f"id: {key}")
        return next((at for at, line in enumerate(lines, 1) if line.strip().startswith(starts)), 1)

    return find


def check_facts(file: str, facts: Any, line: Lines, known: set[str], problems: set[str]) -> Iterator[Finding]:
    """question.yaml. ``known``: keys of references; ``problems``: addresses of problems."""
    wanted = {"number": int, "problems": list, "references": list, "rubric": dict}
    if problem := _shape(facts, wanted):
        yield Finding(file, 1, problem)
        return
    points = [row.get("points", 0) for row in facts["rubric"].values()]
    if sum(points) != WHOLE_RUBRIC:
        yield Finding(
            file, line("rubric"), f"points of the rubric sum to {sum(points)}, expected {WHOLE_RUBRIC}"
        )
    if not any(row.get("must") for row in facts["rubric"].values()):
        yield Finding(file, line("rubric"), "no item is a must")
    for key in facts["references"]:
        if key not in known:
            yield Finding(file, line("references"), f"reference {key!r} is not in references.yaml")
    for slug in facts["problems"]:
        if slug not in problems:
            yield Finding(file, line("problems"), f"there is no problem {slug!r}")


def check_front(
    file: str, front: Mapping[str, Any], rubric: Mapping[str, Any], line: Lines
) -> Iterator[Finding]:
    """Front matter of en.md or zh-Hans.md against the rubric of question.yaml."""
    if problem := _shape(front, {"title": str, "question": str, "rubric": dict}):
        yield Finding(file, 1, problem)
        return
    if list(front["rubric"]) != list(rubric):
        yield Finding(
            file,
            line("rubric"),
            f"rubric has {list(front['rubric'])}, expected as in question.yaml {list(rubric)}",
        )
    for key, row in front["rubric"].items():
        if not isinstance(row, dict) or not row.get("says"):
            yield Finding(file, line(key), f"rubric item {key!r} needs 'says'")
        elif len(row.get("cues", ())) < LEAST_CUES:
            yield Finding(file, line(key), f"rubric item {key!r} needs at least {LEAST_CUES} cues")


def check_claims(file: str, claims: Any, line: Lines, known: set[str]) -> Iterator[Finding]:
    if not isinstance(claims, list):
        yield Finding(file, 1, "expected a list of claims")
        return
    for row in claims:
        place = line(str(row.get("id", "")))
        wanted = {"id": str, "verdict": str, "sources": list, **dict.fromkeys(LANGUAGES, dict)}
        if problem := _shape(row, wanted):
            yield Finding(file, place, problem)
            continue
        if row["verdict"] not in VERDICTS:
            yield Finding(file, place, f"verdict {row['verdict']!r} is none of {', '.join(VERDICTS)}")
        for key in set(row["sources"]) - known:
            yield Finding(file, place, f"source {key!r} is not in references.yaml")
        for language in LANGUAGES:
            if problem := _shape(row[language], {"claim": str, "reason": str}):
                yield Finding(file, place, f"{language}: {problem}")


def check_references(file: str, rows: Any, line: Lines) -> Iterator[Finding]:
    for key, row in rows.items():
        if problem := _shape(row, {"title": str, "authors": str, "year": int, "identifier": str}):
            yield Finding(file, line(key), f"{key}: {problem}")


def check_glossary(file: str, rows: Any, line: Lines) -> Iterator[Finding]:
    names: dict[tuple[str, str], str] = {}
    for row in rows:
        if problem := _shape(row, {"id": str, **dict.fromkeys(LANGUAGES, dict)}):
            yield Finding(file, line(str(row.get("id", ""))), problem)
            continue
        for language in LANGUAGES:
            yield from _check_entry(file, row, language, line(row["id"]), names)


def _check_entry(
    file: str, row: Mapping[str, Any], language: str, line: int, names: dict[tuple[str, str], str]
) -> Iterator[Finding]:
    entry = row[language]
    optional = {"also": list} if "also" in entry else {}
    if problem := _shape(entry, {"term": str, "meaning": str, **optional}):
        yield Finding(file, line, f"{row['id']}, {language}: {problem}")
        return
    for name in (entry["term"], *entry.get("also", ())):
        other = names.setdefault((language, name.casefold()), row["id"])
        if other != row["id"]:
            yield Finding(file, line, f"{name!r} names both {other} and {row['id']}")


def _shape(value: Any, wanted: Mapping[str, type]) -> str:
    """What is wrong with the keys of a mapping or the kinds of its values; empty when nothing is."""
    if not isinstance(value, dict):
        return f"expected a mapping with {', '.join(wanted)}"
    for key in wanted:
        if key not in value:
            return f"key {key!r} is missing"
    for key, each in value.items():
        if key not in wanted:
            return f"unknown key {key!r}"
        if not isinstance(each, wanted[key]):
            return f"{key!r} is {type(each).__name__}, expected {wanted[key].__name__}"
    return ""
