import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.templatetags.charts import frontier, ratio_bar, score_bar

# A busy machine is no failure.
calm = settings(deadline=None, max_examples=50)


def widths(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r'width="([\d.]+)%"', svg)]


@calm
@given(st.floats(0.01, 1e6))
def test_the_filled_part_stays_within_the_bar(ratio: float) -> None:
    _svg, _whole, filled = widths(ratio_bar(ratio, 2.0, "English"))
    assert 0 < filled <= 100


def test_a_ratio_of_four_fills_a_quarter() -> None:
    assert widths(ratio_bar(4.0, None, "English"))[-1] == 25.0


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_a_score_there_is_no_bar(nothing: str | None) -> None:
    assert score_bar(nothing, "Ratio") == ""
    assert widths(score_bar(70.26, "Ratio"))[-1] == 70.3
    assert "Ratio: score 70.3 of 100, reference 80" in score_bar(70.26, "Ratio")


def test_a_better_ratio_fills_less() -> None:
    assert widths(ratio_bar(3.0))[-1] < widths(ratio_bar(2.0))[-1]


def test_what_grew_is_marked() -> None:
    assert "bar-grew" in ratio_bar(0.9)
    assert "bar-grew" not in ratio_bar(1.1)


def test_the_reference_has_its_tick_where_its_own_bar_would_end() -> None:
    assert '<line class="bar-reference" x1="50.0%" x2="50.0%"' in ratio_bar(4.0, 2.0)


def test_further_codecs_are_ticks_and_are_named() -> None:
    svg = ratio_bar(2.9, 2.8, "English", zlib=2.0, xz=4.0)
    assert svg.count("bar-tick") == 2
    assert "zlib 2.00, xz 4.00" in svg


def test_the_bar_says_itself_in_words() -> None:
    assert "<title>English: ratio 2.98, 33.6 % of the original, reference 2.90</title>" in ratio_bar(
        2.98, 2.9, "English"
    )


def test_a_waiting_family_shows_only_the_reference() -> None:
    svg = ratio_bar(None, 2.0, "English")
    assert "bar-reference" in svg
    assert widths(svg)[-1] == 0.0


def test_without_any_figure_there_is_no_bar() -> None:
    assert ratio_bar(None, None, "English") == ""


def test_a_title_cannot_bring_markup_in() -> None:
    assert "<script>" not in ratio_bar(2.0, None, "<script>")


@pytest.mark.parametrize("svg", [ratio_bar(2.0, 3.0, "x")])
def test_no_style_stands_in_the_bar(svg: str) -> None:
    assert "style=" not in svg


def test_without_points_there_is_no_plane() -> None:
    assert frontier([], "compress")["plane"] is None
