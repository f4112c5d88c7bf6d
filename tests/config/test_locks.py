"""Lock files pin everything with hashes and hold nothing of the machine that wrote them."""

from pathlib import Path

import pytest

from config.bootstrap.locks import complaints
from config.bootstrap.places import ROOT

GOOD = "django==5.2.19 \\\n    --hash=sha256:ab\n    # via -r base.in\n"


def complaints_about(folder: Path, lock: str, wanted: str = "Django~=5.2.0\n") -> list[str]:
    (folder / "base.in").write_text(wanted)
    (folder / "base.txt").write_text(lock)
    return list(complaints(folder))


def test_the_projects_own_are_right() -> None:
    assert list(complaints(ROOT / "requirements")) == []


def test_a_good_one_is_not_complained_of(tmp_path: Path) -> None:
    assert complaints_about(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://pkgs.example/simple",
        "--find-links /opt/wheels",
        "-i mirror",
        "    # via -r /home/ada/base.in",
        "thing @ file:///tmp/thing.whl",
    ],
)
def test_addresses_paths_and_options_are_found(tmp_path: Path, line: str) -> None:
    assert len(complaints_about(tmp_path, f"{GOOD}{line}\n")) == 1


def test_what_is_wanted_must_be_pinned(tmp_path: Path) -> None:
    found = complaints_about(tmp_path, GOOD, "Django\n# a word\n-c other.txt\nDRF_Spectacular[extra]>=1\n")
    assert found == ["base.txt does not pin drf-spectacular; write it anew: python3 manage.py lock"]


def test_a_pin_without_hash_is_found(tmp_path: Path) -> None:
    assert complaints_about(tmp_path, f"{GOOD}celery==5.7.0\n") == ["base.txt pins celery without a hash"]


def test_a_missing_one_is_found(tmp_path: Path) -> None:
    (tmp_path / "base.in").write_text("django\n")
    assert "base.txt is missing" in next(iter(complaints(tmp_path)))
