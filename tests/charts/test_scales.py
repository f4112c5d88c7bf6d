from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from charts.numbers import plain, significant
from charts.scales import LogScale, log_scale

# A busy machine is no failure.
calm = settings(deadline=None, max_examples=50)
values = st.lists(st.floats(1e-4, 1e5), min_size=1, max_size=20)


@calm
@given(values)
def test_a_scale_keeps_the_order_of_values(found: list[float]) -> None:
    scale = log_scale(found, 0, 100, least_span=2)
    assert all(scale(low) <= scale(high) for low, high in pairwise(sorted(found)))


@calm
@given(values)
def test_a_scale_leaves_air_at_both_ends(found: list[float]) -> None:
    scale = log_scale(found, 0, 100, least_span=2)
    assert all(3 < scale(value) < 97 for value in found)


def test_equal_steps_in_ratio_are_equal_steps_on_the_scale() -> None:
    scale = LogScale(1, 100, 0, 100)
    assert round(scale(10)) == 50


def test_ticks_are_as_many_as_there_is_room_for() -> None:
    scale = LogScale(0.9, 130, 0, 100)
    assert scale.ticks(at_most=8) == [1, 2, 5, 10, 20, 50, 100]
    assert scale.ticks(at_most=3) == [1, 10, 100]


def test_ticks_of_a_wide_scale_skip_powers() -> None:
    assert LogScale(1e-4, 1e4, 0, 100).ticks(at_most=4) == [1e-4, 1e-1, 1e2]


def test_numbers_keep_their_significant_digits() -> None:
    assert [significant(value, 3) for value in (9.996, 2.5, 1234, 0.01234, 0)] == [
        "10.0",
        "2.50",
        "1230",
        "0.0123",
        "0",
    ]


def test_round_numbers_are_said_shortly() -> None:
    assert [plain(value) for value in (1.0, 0.05, 1000.0, 1.5)] == ["1", "0.05", "1000", "1.5"]
