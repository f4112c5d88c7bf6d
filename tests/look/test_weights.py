"""What the editor may weigh in each programming language, read off the built files."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from config.bootstrap.places import ROOT

DIST = ROOT / "frontend" / "dist"
MODES = sorted(path.stem for path in (ROOT / "frontend" / "ts" / "modes").glob("*.ts"))
KIB = 1024
MOST_WITH_EDITOR, MOST_WITHOUT = 165 * KIB, 25 * KIB
IMPORT = re.compile(r'(?:from|import)"\./([^"]+)"')


def closure(*names: str) -> set[Path]:
    """These scripts and all that they import at once."""
    found: set[Path] = set()
    waiting = [DIST / name for name in names]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [DIST / name for name in IMPORT.findall(path.read_text())]
    return found


def weight(files: set[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes())) for path in files)


def chunk(name: str) -> str:
    return next(path.name for path in DIST.glob(f"c-{name}-*.js"))


@pytest.fixture(autouse=True, scope="module")
def built() -> None:
    if not DIST.exists():
        pytest.skip("the front end is not built: python3 manage.py setup")


def test_there_is_a_mode_for_each_kind_of_language() -> None:
    assert MODES == ["cpp", "go", "java", "javascript", "python", "rust"]


@pytest.mark.parametrize("mode", MODES)
def test_the_editor_keeps_within_its_weight(mode: str) -> None:
    files = closure("app.js", "workspace.js", chunk("editor"), chunk(mode))
    assert weight(files) <= MOST_WITH_EDITOR
    others = {chunk(each) for each in MODES} - {chunk(mode)}
    assert not others & {path.name for path in files}


def test_a_page_without_an_editor_keeps_within_its_weight() -> None:
    assert weight(closure("app.js")) <= MOST_WITHOUT
