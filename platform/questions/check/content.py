"""The whole check of the bank: every file read, held against its twin in the other language and against the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from questions.bank import SECTIONS
from questions.check.chinese import badly_set
from questions.check.fields import (
    check_claims,
    check_facts,
    check_front,
    check_glossary,
    check_references,
    line_finder,
    load,
)
from questions.check.finding import Finding
from questions.check.same import cited, differences, formulas
from questions.exercises import EXERCISES
from questions.markdown import ContentError, Document, read_document
from texts.languages import CHINESE, ENGLISH, LANGUAGES
from texts.render import is_formula

EXERCISE_SECTIONS = {ENGLISH: ("Task", "Solution"), CHINESE: ("题目", "解答")}
PAGES = ("idea",)


@dataclass(frozen=True)
class Bank:
    """Folders that are held against each other."""

    content: Path
    glossary: Path
    packages: Path

    @property
    def problems(self) -> set[str]:
        return {path.parent.name for path in self.packages.glob("*/problem.yaml")}

    @property
    def folders(self) -> list[Path]:
        return sorted(path for path in self.content.iterdir() if path.is_dir() and path.name not in PAGES)


def check(bank: Bank) -> list[Finding]:
    """Every fault of the bank, in the order of files and lines."""
    references, findings = _reference_rows(bank)
    for folder in bank.folders:
        findings += _check_question(folder, set(references), bank.problems)
    for page in PAGES:
        findings += _check_pair(bank.content / page, "", set(references))
    findings += _check_numbers(bank)
    findings += _check_glossary_file(bank.glossary)
    return sorted(set(findings))


def _reference_rows(bank: Bank) -> tuple[Mapping[str, Any], list[Finding]]:
    path = bank.content / "references.yaml"
    rows, findings = load(path, path.name)
    if rows is None:
        return {}, findings
    return rows, list(check_references(path.name, rows, line_finder(path.read_text(encoding="utf-8"))))


def _check_question(folder: Path, known: set[str], problems: set[str]) -> Iterator[Finding]:
    rubric: Mapping[str, Any] = {}
    for name in ("question.yaml", "claims.yaml"):
        path, file = folder / name, f"{folder.name}/{name}"
        value, findings = load(path, file)
        yield from findings
        if findings:
            continue
        line = line_finder(path.read_text(encoding="utf-8"))
        if name == "claims.yaml":
            yield from check_claims(file, value, line, known)
            continue
        found = list(check_facts(file, value, line, known, problems))
        yield from found
        rubric = value["rubric"] if isinstance(value, dict) and isinstance(value.get("rubric"), dict) else {}
    yield from _check_sources(folder)
    yield from _check_pair(folder, "", known, rubric=rubric)
    yield from _check_pair(folder, "exercise.", known, exercise=folder.name)


def _check_sources(folder: Path) -> Iterator[Finding]:
    """The list of sources of question.yaml: all that its texts cite, and nothing else."""
    facts, _ = load(folder / "question.yaml", "")
    text = folder / f"{ENGLISH}.md"
    if not isinstance(facts, dict) or not text.is_file():
        return
    listed = facts.get("references") or []
    used = {token.text for token in cited(text.read_text(encoding="utf-8"))}
    line = line_finder((folder / "question.yaml").read_text(encoding="utf-8"))("references")
    for key in sorted(used - set(listed)):
        yield Finding(
            f"{folder.name}/question.yaml", line, f"references lack {key!r}, which {text.name} cites"
        )
    for key in sorted(set(listed) - used):
        yield Finding(
            f"{folder.name}/question.yaml", line, f"references have {key!r}, which {text.name} never cites"
        )


def _check_pair(
    folder: Path, prefix: str, known: set[str], *, rubric: Mapping[str, Any] | None = None, exercise: str = ""
) -> Iterator[Finding]:
    """A text in both languages: each on its own, then against the other."""
    texts = []
    for language in LANGUAGES:
        path = folder / f"{prefix}{language}.md"
        file = f"{folder.name}/{path.name}"
        if not path.is_file():
            yield Finding(file, 0, "is missing")
            continue
        text = path.read_text(encoding="utf-8")
        texts.append((file, text))
        yield from _check_text(file, text, language, known)
        try:
            document = read_document(text)
        except ContentError as broken:
            yield Finding(file, broken.line, broken.why)
            continue
        if rubric is not None:
            yield from check_front(file, document.front, rubric, line_finder(text))
            yield from _check_sections(file, document, SECTIONS[language])
        if exercise:
            yield from _check_sections(file, document, EXERCISE_SECTIONS[language])
            yield from _check_fields(file, document, exercise, line_finder(text)("fields"))
    if len(texts) == len(LANGUAGES):
        yield from differences(*texts)


def _check_text(file: str, text: str, language: str, known: set[str]) -> Iterator[Finding]:
    if language == CHINESE:
        yield from badly_set(file, text)
    for token in cited(text):
        if token.text not in known:
            yield Finding(file, token.line, f"reference {token.text!r} is not in references.yaml")
    for token in formulas(text):
        if "{{" not in token.text and not is_formula(token.text.strip("$")):
            yield Finding(file, token.line, f"cannot be set as a formula: {token.text}")


def _check_sections(file: str, document: Document, wanted: tuple[str, ...]) -> Iterator[Finding]:
    titles = tuple(section.title for section in document.sections)
    if titles != wanted:
        at = next((i for i, (a, b) in enumerate(zip(titles, wanted, strict=False)) if a != b), len(titles))
        line = document.sections[min(at, len(titles) - 1)].line if titles else 1
        yield Finding(file, line, f"sections are {', '.join(titles)}; expected {', '.join(wanted)}")
    for section in document.sections:
        if not section.body.strip():
            yield Finding(file, section.line, f"section {section.title!r} is empty")


def _check_fields(file: str, document: Document, slug: str, line: int) -> Iterator[Finding]:
    exercise = EXERCISES.get(slug)
    if exercise is None:
        yield Finding(file, 0, f"no exercise is registered for {slug!r} in questions/exercises")
        return
    wanted, found = [field.name for field in exercise.fields], list(document.front.get("fields", {}))
    if found != wanted:
        yield Finding(file, line, f"fields are {found}, expected those of the exercise's code, {wanted}")
    known = set(exercise.example())
    for section in document.sections:
        for name in exercise.names_in(section.body) - known:
            yield Finding(file, section.line, f"the exercise computes no {name!r}")


def _check_numbers(bank: Bank) -> Iterator[Finding]:
    taken: dict[int, str] = {}
    for folder in bank.folders:
        facts, _ = load(folder / "question.yaml", "")
        number = facts.get("number") if isinstance(facts, dict) else None
        if isinstance(number, int) and taken.setdefault(number, folder.name) != folder.name:
            yield Finding(
                f"{folder.name}/question.yaml", 1, f"number {number} is that of {taken[number]!r} already"
            )


def _check_glossary_file(path: Path) -> Iterator[Finding]:
    rows, findings = load(path, path.name)
    yield from findings
    if rows is not None:
        yield from check_glossary(path.name, rows, line_finder(path.read_text(encoding="utf-8")))
