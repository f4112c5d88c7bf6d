"""Eight judgings at once: all verdicts are right, and nothing is left over."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.judge.load.run import ROOT


@pytest.fixture(scope="module")
def result(sandbox: None, var: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.judge.load.run", "--json"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.stdout, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_all_verdicts_are_right(result: dict[str, Any]) -> None:
    assert result["wrong"] == []
    assert len(result["verdicts"]) >= 7


def test_nothing_is_left_over(result: dict[str, Any]) -> None:
    assert result["left"] == []
