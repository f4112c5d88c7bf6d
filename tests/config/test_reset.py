"""Reset deletes the state of one site and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.bootstrap.places import ROOT


def manage(var: Path, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LOSSLESS_VAR": str(var)}
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(command, env=environment, input=said, capture_output=True, text=True, check=False)


@pytest.fixture
def var(tmp_path: Path) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "lossless.sqlite3").write_text("accounts")
    return folder


def test_reset_deletes_the_folder_of_state(var: Path) -> None:
    assert manage(var, "reset", "--yes").returncode == 0
    assert not var.exists()


@pytest.mark.parametrize(("said", "is_kept"), [("yes\n", False), ("no\n", True), ("", True)])
def test_reset_asks(var: Path, said: str, is_kept: bool) -> None:
    answer = manage(var, "reset", said=said)
    assert "deletes all accounts" in answer.stdout
    assert var.exists() is is_kept


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
@pytest.mark.parametrize("word", ["up", "reset", "check", "setup"])
def test_every_word_refuses_the_state_of_another_user(var: Path, word: str) -> None:
    os.chown(var, 65534, 65534)
    answer = manage(var, word)
    assert answer.returncode == 1
    assert answer.stderr.startswith("✗ this site belongs to another user\n  why: ")
    assert (var / "lossless.sqlite3").exists()
