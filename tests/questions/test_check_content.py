"""The bank is in order, and each kind of fault is found at its file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.bootstrap.places import ROOT
from questions.bank import CONTENT, questions
from questions.check.content import Bank, check
from texts import glossary

PACKAGES = ROOT / "problems" / "packages"
SLUG = "scaling-law"


@pytest.fixture
def copy(tmp_path: Path) -> Bank:
    """The bank itself, to plant faults in."""
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copy(glossary.FILE, tmp_path / "glossary.yaml")
    return Bank(tmp_path / "content", tmp_path / "glossary.yaml", PACKAGES)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(bank: Bank) -> str:
    return "\n".join(str(finding) for finding in check(bank))


def test_the_bank_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_content")
    assert "in order" in capsys.readouterr().out


def test_all_seven_questions_are_there_in_both_languages() -> None:
    assert [question.number for question in questions()] == list(range(1, 8))
    for question in questions():
        for answer in question.answers.values():
            assert sum(item.points for item in answer.rubric) == 100
            assert answer.misconceptions
            assert len(answer.follow_ups) >= 4
            assert answer.claims


def test_a_fault_ends_the_command_with_its_place(copy: Bank, capsys: pytest.CaptureFixture[str]) -> None:
    change(copy.content / SLUG / "en.md", "## Misconceptions", "## Mistakes")
    with pytest.raises(CommandError, match="1 fault|faults"):
        call_command("check_content", content=copy.content, glossary=copy.glossary)
    assert f"{SLUG}/en.md:" in capsys.readouterr().out


Plant = Callable[[Bank], None]


def in_file(name: str, old: str, new: str) -> Plant:
    return lambda bank: change(bank.content / name, old, new)


def more(name: str, text: str) -> Plant:
    def append(bank: Bank) -> None:
        path = bank.content / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return append


FAULTS: dict[str, tuple[Plant, str]] = {
    "a file is missing": (
        lambda bank: (bank.content / SLUG / "zh-Hans.md").unlink(),
        f"{SLUG}/zh-Hans.md: is missing",
    ),
    "no front matter": (in_file(f"{SLUG}/en.md", "---\n", ""), f"{SLUG}/en.md:1: expected front matter"),
    "front matter is no YAML": (in_file(f"{SLUG}/en.md", "title: ", "title: ["), f"{SLUG}/en.md:"),
    "a section is renamed": (in_file(f"{SLUG}/zh-Hans.md", "## 追问", "## 问题"), "expected 30 秒版"),
    "points do not add up": (
        in_file(f"{SLUG}/question.yaml", "points: 20", "points: 21"),
        "sum to 101, expected 100",
    ),
    "a heading of one language alone": (more(f"{SLUG}/en.md", "\n#### Aside\n\nWords.\n"), "heading '####'"),
    "a formula of one language alone": (
        more(f"{SLUG}/en.md", "\nAlso $x^2$.\n"),
        "formula '$x^2$' is missing",
    ),
    "a number of one language alone": (
        more(f"{SLUG}/zh-Hans.md", "\n共 98765 个。\n"),
        "number '98765' is missing",
    ),
    "code of one language alone": (more(f"{SLUG}/en.md", "\nCall `fit()`.\n"), "code '`fit()`' is missing"),
    "an unknown reference": (
        more(f"{SLUG}/en.md", "\nSee [him](ref:nobody1999).\n"),
        "'nobody1999' is not in references.yaml",
    ),
    "a formula that cannot be set": (more(f"{SLUG}/en.md", "\n$\\frac{1}{$\n"), "cannot be set as a formula"),
    "half-width punctuation": (
        more(f"{SLUG}/zh-Hans.md", "\n损失下降,因此更好。\n"),
        "half-width punctuation",
    ),
    "no space beside Latin": (
        more(f"{SLUG}/zh-Hans.md", "\n使用LZ77编码。\n"),
        "no space between Chinese and Latin",
    ),
    "an unknown verdict": (in_file(f"{SLUG}/claims.yaml", "verdict: ", "verdict: half-"), "is none of right"),
    "an unknown problem": (
        in_file(f"{SLUG}/question.yaml", "problems: [", "problems: [huffman, "),
        "there is no problem 'huffman'",
    ),
    "a field that the code has not": (
        in_file(f"{SLUG}/exercise.en.md", "  factor:", "  fator:"),
        "expected those of the exercise's code",
    ),
    "a place that the code does not fill": (
        more(f"{SLUG}/exercise.en.md", "\n{{luck}}\n"),
        "computes no 'luck'",
    ),
    "a rubric of other items": (
        in_file(f"{SLUG}/question.yaml", "rubric:\n", "rubric:\n  extra: {points: 0}\n"),
        "expected as in question.yaml",
    ),
    "two terms of one name": (
        lambda bank: change(bank.glossary, 'term: "power law"', 'term: "scaling law"'),
        "names both",
    ),
    "a reference without a year": (in_file("references.yaml", "year: 2020, ", ""), "key 'year' is missing"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, copy: Bank) -> None:
    plant, expected = FAULTS[fault]
    plant(copy)
    assert expected in found(copy)


def test_a_finding_names_the_line(copy: Bank) -> None:
    path = copy.content / SLUG / "zh-Hans.md"
    more(f"{SLUG}/zh-Hans.md", "\n损失下降,因此更好。\n")(copy)
    line = len(path.read_text(encoding="utf-8").splitlines())
    assert f"{SLUG}/zh-Hans.md:{line}: half-width" in found(copy)
