"""What the documents say of settings, commands, packages and the API is what the code does."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.urls import Resolver404, resolve

from api.client.cli import parser as client_parser
from api.codes import CODES
from config.bootstrap.words import WORDS
from judge.cli import main as judge
from judge.package.expectation import FOLDERS
from judge.package.form import RUNTIMES
from problems.actions import SHIPPED
from tests.docs.documents import NAMES, ROOT, code, commands, headings, prose, text

SETTING = re.compile(r"LOSSLESS_[A-Z_]*[A-Z]")
DJANGO_WORDS = {"check_content", "createsuperuser", "help"}


def read_by_code() -> set[str]:
    files = [
        ROOT / "manage.py",
        *(path for top in ("platform", "judge", "problems") for path in sources(top)),
    ]
    return {name for path in files for name in SETTING.findall(path.read_text())}


def sources(top: str) -> list[Path]:
    return [path for path in (ROOT / top).rglob("*.py") if SHIPPED not in path.parents]


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    rows = [line for line in text("docs/operations.md").split("\n") if line.startswith("| `LOSSLESS_")]
    assert {row.split("`")[1] for row in rows} == read_by_code()


@pytest.mark.parametrize("name", NAMES)
def test_words_of_manage_py_exist(name: str) -> None:
    words = re.findall(r"python3 manage\.py ([a-z][\w-]*)", text(name))
    assert set(words) <= WORDS.keys() | DJANGO_WORDS


@pytest.mark.parametrize("name", NAMES)
def test_commands_of_the_judge_exist_with_their_options(name: str, capsys: Any) -> None:
    for line in commands(name):
        if line.startswith("python3 -m judge "):
            words = line.split()[3:]
            names = words[: 2 if words[0] == "bench" else 1]
            with pytest.raises(SystemExit, match="^0$"):
                judge([*names, "--help"])
            shown = capsys.readouterr().out
            assert all(word in shown for word in words if word.startswith("--")), line


@pytest.mark.parametrize("name", NAMES)
def test_files_that_commands_name_exist(name: str) -> None:
    for line in commands(name):
        for word in line.split():
            if word.startswith(("problems/", "docs/", "tests/")):
                assert (ROOT / word).exists(), line


def test_the_readmes_have_the_same_headings_and_the_same_commands() -> None:
    english, chinese = "README.md", "README.zh-Hans.md"
    assert [level for level, _ in headings(english)] == [level for level, _ in headings(chinese)]
    assert commands(english) == commands(chinese)
    assert prose(english).count("\n| ") == prose(chinese).count("\n| ")


def test_the_package_that_is_shown_is_the_example() -> None:
    (block,) = [each for each in code("docs/problem-package.md") if each.startswith("problem_format_version")]
    example = yaml.safe_load((ROOT / "docs/examples/any-codec/problem.yaml").read_text())
    assert differences(yaml.safe_load(block), example) == []


def differences(shown: Any, real: Any, place: str = "") -> list[str]:
    """Where what is shown is not in the real thing; the real thing may hold more."""
    if isinstance(shown, dict) and isinstance(real, dict):
        return [
            found
            for key, value in shown.items()
            for found in differences(value, real.get(key), f"{place}.{key}")
        ]
    return [] if shown == real else [place]


def test_folders_and_runtimes_of_packages_are_documented() -> None:
    page = text("docs/problem-package.md")
    assert all(f"| `{folder}` | {next(iter(words))} |" in page for folder, words in FOLDERS.items())
    assert all(f"`{runtime}`" in page for runtime in RUNTIMES)


def test_addresses_of_the_api_exist() -> None:
    for address in re.findall(r"`(?:GET|POST) (/api/\S*)`", text("docs/api.md")):
        filled = address.replace("<slug>", "lz77").replace("<id>", "0" * 8 + "-0000-4000-8000-" + "0" * 12)
        try:
            assert resolve(filled).url_name != "nowhere", address
        except Resolver404:
            pytest.fail(address)


def test_words_of_the_client_are_documented() -> None:
    words = re.findall(r"^\| `([a-z]+)", text("docs/api.md").partition("## The client")[2], re.MULTILINE)
    metavar = re.search(r"\b(login\S*)", client_parser().format_usage())
    assert metavar is not None
    assert set(words) == set(metavar[1].split("|"))


def test_the_error_that_is_shown_has_a_known_code() -> None:
    shown = re.findall(r'"code": "(\w+)"', text("docs/api.md"))
    assert set(shown) <= {each.code for each in CODES}
