"""A step is done anew exactly when what it was made from has changed."""

from pathlib import Path

import pytest

from config.bootstrap.stamps import Stamps, digest


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "a.ts").write_text("one")
    return folder


def test_the_digest_is_the_same_for_the_same_files(source: Path) -> None:
    assert digest(source, source, "word") == digest(source, source, "word")


def test_a_changed_file_changes_it(source: Path) -> None:
    before = digest(source, source)
    (source / "inner" / "a.ts").write_text("two")
    assert digest(source, source) != before


def test_a_renamed_file_changes_it(source: Path) -> None:
    before = digest(source, source)
    (source / "inner" / "a.ts").rename(source / "inner" / "b.ts")
    assert digest(source, source) != before


def test_another_folder_changes_it(source: Path, tmp_path: Path) -> None:
    assert digest(source, "word") != digest(tmp_path, "word")


def test_what_programs_leave_behind_does_not(source: Path) -> None:
    before = digest(source, source)
    (source / "__pycache__").mkdir()
    (source / "__pycache__" / "a.pyc").write_text("compiled")
    assert digest(source, source) == before


def test_a_stamp_is_current_only_for_its_digest(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "stamps")
    assert not stamps.is_current("npm", "1")
    stamps.set("npm", "1")
    assert stamps.is_current("npm", "1")
    assert not stamps.is_current("npm", "2")
