"""The curves that ship with Lossless: their file, and how the explorer shows them."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from problems import curves
from problems.curves import read_curves, shipped_curves

POINTS = [[4096, 2.5], [1024, 3.0], [16384, 2.2], [65536, 2.05]]


def written(folder: Path, count: int = 1) -> Path:
    path = folder / "curves.json"
    text = {"en": "A network of bytes.", "zh-Hans": "字节网络。"}
    each = {"data": text, "method": text, "points": POINTS}
    names = [{"en": f"Network {number}", "zh-Hans": f"网络 {number}"} for number in range(count)]
    found = [{**each, "key": f"network-{number}", "name": name} for number, name in enumerate(names)]
    path.write_text(json.dumps({"schema": 1, "curves": found}))
    return path


@pytest.fixture
def six(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curves, "SHIPPED", written(tmp_path, 6))


def explorer(client: Client, query: str = "") -> str:
    return client.get(f"/explore/scaling/{query}").content.decode()


def test_a_curve_is_read_with_its_sizes_rising_and_named_in_the_readers_language(tmp_path: Path) -> None:
    (curve,) = read_curves(written(tmp_path))
    assert [size for size, _bits in curve.points] == [1024, 4096, 16384, 65536]
    with translation.override("zh-hans"):
        assert curve.name == "网络 0"


def test_a_site_can_do_without_the_file(tmp_path: Path) -> None:
    assert read_curves(tmp_path / "none.json") == ()


def test_what_ships_are_curves_in_two_languages() -> None:
    assert len(shipped_curves()) >= 3
    for curve in shipped_curves():
        assert re.fullmatch(r"[a-z0-9-]+", curve.key)
        assert len({size for size, _bits in curve.points}) >= 4
        assert all(0 < bits < 8 for _size, bits in curve.points)
        for texts in (curve.names, curve.data, curve.method):
            assert set(texts) == {"en", "zh-Hans"}
            assert all(texts.values())


@pytest.mark.django_db
@pytest.mark.usefixtures("six")
def test_anyone_sees_as_many_curves_as_there_are_marks(client: Client) -> None:
    html = explorer(client)
    assert html.count("law-line") == 5
    assert "A network of bytes." in html


@pytest.mark.django_db
@pytest.mark.usefixtures("six")
def test_one_curve_too_many_is_said_to_be_left_out(client: Client) -> None:
    query = "&".join(f"curve=network-{number}" for number in range(6))
    assert "1 ticked curve is not drawn" in explorer(client, f"?drawn=1&{query}")


@pytest.mark.django_db
@pytest.mark.usefixtures("six")
def test_lines_begin_at_the_curve_that_was_chosen(client: Client) -> None:
    html = explorer(client, "?drawn=1&curve=network-1&curve=network-2&through=network-2&law=kaplan-n")
    assert '<option value="network-2" selected>' in html
    assert html.count("slope-0") == 2
