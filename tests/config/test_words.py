"""manage.py before anything is installed, with any Python."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from config.bootstrap.places import ROOT
from config.bootstrap.words import WORDS

MANAGE = ROOT / "manage.py"
PRETEND = "import runpy, sys; sys.version_info = (3, 10, 2); sys.argv = ['manage.py', 'up']; "
BASE_PYTHON = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, cwd="/")


def test_help_needs_nothing_but_the_standard_library() -> None:
    answer = run(sys.executable, "-S", MANAGE, "--help")
    assert answer.returncode == 0
    assert all(f"  {word}" in answer.stdout for word in WORDS if not word.startswith("-"))


def test_manage_py_can_be_read_by_an_old_python() -> None:
    ast.parse(MANAGE.read_text(), feature_version=(3, 6))


def test_an_old_python_is_told_so_in_three_lines() -> None:
    answer = run(sys.executable, "-c", f"{PRETEND} runpy.run_path({str(MANAGE)!r}, run_name='__main__')")
    assert answer.returncode == 1
    assert answer.stderr.startswith("✗ this Python is too old\n  why: ")
    assert "  fix: " in answer.stderr


@pytest.mark.parametrize("word", ["version", "check"])
def test_django_words_find_the_environment_by_themselves(word: str) -> None:
    answer = run(BASE_PYTHON, MANAGE, word)
    assert answer.returncode == 0, answer.stderr


def test_the_judge_finds_the_environment_by_itself() -> None:
    answer = run(
        BASE_PYTHON,
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import judge.venv as v; print(v.python())",
    )
    assert answer.stdout.strip() == str(ROOT / ".venv" / "bin" / "python")
