"""The list of curves that ship is measured by the judge, and keeps what people read of it."""

import json
from pathlib import Path

import pytest

from judge.bench import curves
from judge.errors import JudgeError
from problems.curves import SHIPPED
from tests.problems.shipped import Shipped

ENTRY = {
    "key": "small",
    "name": {"en": "Small"},
    "package": "neural",
    "file": "submissions/accepted/store_only.py",
    "language": "python3-scientific",
    "points": [[65536, 0], [262144, 0]],
}


def listed(folder: Path) -> Path:
    path = folder / "curves.json"
    path.write_text(json.dumps({"schema": 1, "curves": [ENTRY, {**ENTRY, "key": "other"}]}))
    return path


@pytest.mark.usefixtures("sandbox")
def test_points_are_measured_and_all_else_is_kept(tmp_path: Path) -> None:
    path = listed(tmp_path)
    small, other = curves.read(path)
    found = curves.measure_listed(small, Shipped("neural").package())
    curves.write(path, [(small, found)])
    again, untouched = (each.entry for each in curves.read(path))
    assert again == {**ENTRY, "points": [[65536, 8.0], [262144, 8.0]]}
    assert untouched == other.entry


def test_a_list_that_is_none_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "curves.json").write_text("{}")
    with pytest.raises(JudgeError, match="no list of curves"):
        curves.read(tmp_path / "curves.json")


def test_what_ships_can_be_measured_again() -> None:
    for each in curves.read(SHIPPED):
        package = Shipped(each.entry["package"]).package()
        assert each.entry["file"] in package.files
        assert any(family.curve for family in package.families)
