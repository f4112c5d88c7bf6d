"""The project's environment is made, mended, and left alone when it is right."""

from pathlib import Path

import pytest

from config.bootstrap import environment
from config.bootstrap.places import ROOT, Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    site = tmp_path / "site"
    site.mkdir()
    return Places(site, tmp_path / "var")


def test_a_half_made_environment_is_made_anew(places: Places) -> None:
    (places.venv / "bin").mkdir(parents=True)
    (places.venv / "bin" / "python").symlink_to("/nowhere/python")
    environment.make(places, apt=False)
    assert environment._is_usable(places)
    assert (places.venv / "stamps" / "venv").exists()
    paths = next(places.venv.glob("lib/python3*/site-packages/lossless.pth")).read_text().splitlines()
    assert paths == [str(places.root), str(places.root / "platform")]


def test_an_environment_of_another_place_is_not_used(places: Places) -> None:
    places.venv.symlink_to(ROOT / ".venv")
    assert not environment._is_usable(places)


def test_a_missing_environment_is_not_usable(places: Places) -> None:
    assert not environment._is_usable(places)
