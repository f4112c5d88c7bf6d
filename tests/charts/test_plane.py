"""The geometry of the ratio-speed plane."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.labels import Box, around, place
from charts.plane import FRAME, HEIGHT, WIDTH, Plane, frontier, kind_of


@dataclass(frozen=True)
class Codec:
    name: str
    ratio: float
    compress: float
    decompress: float
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)


OWN = Codec("You", 3.1, 1.6, 1.1, {"compress": (1.5, 1.7), "decompress": (1.0, 1.2)})
REFERENCE = Codec("Reference", 2.98, 1.0, 1.0)
PEERS = [
    Codec("zlib -6", 2.9, 60, 300),
    Codec("bz2", 3.6, 30, 60),
    Codec("xz -6", 3.7, 8, 150),
    Codec("zstd -3", 2.95, 400, 1200),
    Codec("zstd -19", 3.5, 6, 1100),
    Codec("brotli -11", 3.6, 1.2, 700),
    Codec("lz4", 2.0, 900, 4000),
]

# A busy machine is no failure.
calm = settings(deadline=None, max_examples=50)
ratios = st.floats(0.9, 40)
speeds = st.floats(0.001, 5000)
codecs = st.builds(
    Codec, name=st.text("abcz-19", min_size=1, max_size=9), ratio=ratios, compress=speeds, decompress=speeds
)
planes = st.lists(codecs, max_size=10).map(lambda peers: Plane([OWN, REFERENCE, *peers], "compress"))
RADII = {"own": 7.0, "reference": 5.0, "peer": 3.5}
usual = pytest.mark.parametrize("direction", ["compress", "decompress"])


@usual
def test_a_better_ratio_is_higher_and_a_faster_codec_further_right(direction: str) -> None:
    plane = Plane([OWN, REFERENCE, *PEERS], direction)
    by_speed = sorted(plane.marks, key=lambda mark: mark.speed)
    by_ratio = sorted(plane.marks, key=lambda mark: mark.ratio)
    assert all(slower.x <= faster.x for slower, faster in pairwise(by_speed))
    assert all(worse.y >= better.y for worse, better in pairwise(by_ratio))


@calm
@given(planes)
def test_every_mark_and_whisker_lies_in_the_frame(plane: Plane) -> None:
    for mark in plane.marks:
        ends = [mark.x, *(mark.whisker or ())]
        assert all(FRAME.left <= end <= FRAME.right for end in ends)
        assert FRAME.top <= mark.y <= FRAME.bottom


@calm
@given(planes)
def test_no_name_covers_another_name_or_leaves_the_frame(plane: Plane) -> None:
    boxes = [mark.label.box for mark in plane.marks if mark.label]
    assert all(box.inside(FRAME) for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


@calm
@given(planes)
def test_no_name_covers_the_middle_of_a_mark(plane: Plane) -> None:
    names = [mark.label.box for mark in plane.marks if mark.label]
    marks = [around(mark.x, mark.y, 1) for mark in plane.marks]
    assert not any(name.overlaps(mark) for name in names for mark in marks)


@usual
def test_all_usual_codecs_keep_their_names(direction: str) -> None:
    plane = Plane([OWN, REFERENCE, *PEERS], direction)
    assert all(mark.label for mark in plane.marks)


@calm
@given(planes)
def test_axes_have_two_to_seven_round_values_inside_the_frame(plane: Plane) -> None:
    assert 1 <= len(plane.y_ticks) <= 7
    assert 2 <= len(plane.x_ticks) <= 7
    assert all(FRAME.left <= tick.at <= FRAME.right for tick in plane.x_ticks)
    assert all(FRAME.top <= tick.at <= FRAME.bottom for tick in plane.y_ticks)


def test_the_frame_lies_in_the_drawing() -> None:
    assert FRAME.inside(Box(0, 0, WIDTH, HEIGHT))


@calm
@given(st.lists(st.tuples(speeds, ratios), min_size=1))
def test_no_codec_beats_one_on_the_frontier(points: list[tuple[float, float]]) -> None:
    best = frontier(points)
    assert all(not (speed > s and ratio > r) for s, r in best for speed, ratio in points)
    assert all(one[0] < other[0] and one[1] > other[1] for one, other in pairwise(best))


def test_the_frontier_steps_down_from_the_best_ratio_to_the_fastest() -> None:
    assert frontier([(1, 3), (2, 2), (0.5, 2.5), (4, 1)]) == [(1, 3), (2, 2), (4, 1)]


def test_a_wide_interval_has_a_whisker_and_a_narrow_one_is_covered_by_the_mark() -> None:
    narrow, wide = {"compress": (1.59, 1.61)}, {"compress": (1.2, 2.1)}
    drawn = [Plane([Codec("You", 3.1, 1.6, 1.1, each), REFERENCE], "compress") for each in (narrow, wide)]
    assert [plane.marks[-1].whisker is not None for plane in drawn] == [False, True]


def test_one_codec_alone_makes_a_plane() -> None:
    plane = Plane([REFERENCE], "compress")
    assert plane.line.startswith("M40.0 ")
    assert [mark.kind for mark in plane.marks] == ["reference"]


def test_the_own_codec_is_drawn_last_and_so_on_top() -> None:
    plane = Plane([OWN, REFERENCE, *PEERS], "compress")
    assert plane.marks[-1].is_own


def test_kinds_are_told_from_intervals_and_from_the_reference_speed() -> None:
    assert [kind_of(codec) for codec in (OWN, REFERENCE, PEERS[0])] == ["own", "reference", "peer"]


def test_a_name_without_a_free_place_is_left_out() -> None:
    mark = around(200, 100, 3)
    assert place("zstd -19", mark, [mark], [FRAME], FRAME) is None


@calm
@given(planes)
def test_a_name_is_nearer_to_its_own_mark_than_to_any_other(plane: Plane) -> None:
    boxes = {mark: around(mark.x, mark.y, RADII[mark.kind]) for mark in plane.marks}
    for mark in plane.marks:
        elsewhere = [box for other, box in boxes.items() if mark.label and box != boxes[mark]]
        assert all(mark.label.box.distance(boxes[mark]) < mark.label.box.distance(box) for box in elsewhere)


def test_a_mark_says_its_figures_in_words() -> None:
    plane = Plane([OWN, REFERENCE], "compress")
    assert plane.marks[-1].sentence == "You: ratio 3.10, speed 1.6\u2009× the reference's"
