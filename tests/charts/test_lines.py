"""The curves of the explorers: every line and level is named, and no name stands on ink."""

from django.http import QueryDict

from charts.labels import Box, Label, around
from charts.lines import FRAME, Chart
from questions.explorers.catalogue import EXPLORERS

STATES = ["", "law=hoffmann", "d1=1e9&d2=1e10", "data=1 TB", "c=1e21", "n=1e11", "c=1e18&n=1e8"]


def charts() -> list[Chart]:
    every = [explorer(QueryDict(state)).chart for explorer in EXPLORERS.values() for state in STATES]
    return [chart for chart in every if chart]


def names(chart: Chart) -> list[Label | None]:
    levels, lines = chart.drawn
    return [each.label for each in (*levels, *lines)]


def ink(chart: Chart) -> list[Box]:
    curves = [around(chart.x(x), chart.y(y), 1) for line in chart.lines for x, y in line.points]
    heights = [chart.y(level.value) for level in chart.levels]
    return [*curves, *(Box(FRAME.left, y, FRAME.right, y + 0.1) for y in heights)]


def test_every_line_and_level_is_named() -> None:
    assert charts()
    assert all(label for chart in charts() for label in names(chart))


def test_no_name_is_struck_through() -> None:
    for chart in charts():
        boxes = [label.box for label in names(chart) if label]
        assert not any(box.overlaps(each) for box in boxes for each in ink(chart)), chart.title
