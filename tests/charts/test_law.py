"""The fit of a power law with a floor, and its drawing."""

import pytest

from charts.law import fit, plain_exponent
from charts.loglog import FRAME, Drawing, Series, Slope

SIZES = (1e3, 4e3, 16e3, 64e3, 256e3)


def made(floor: float, scale: float, exponent: float) -> list[tuple[float, float]]:
    return [(size, floor + scale * size**-exponent) for size in SIZES]


@pytest.mark.parametrize(
    ("floor", "scale", "exponent"), [(1.8, 9.0, 0.3), (0.0, 5.0, 0.076), (1.2, 20.0, 0.5)]
)
def test_a_law_is_found_again(floor: float, scale: float, exponent: float) -> None:
    law = fit(made(floor, scale, exponent))
    assert law is not None
    assert (law.floor, law.exponent) == (pytest.approx(floor, abs=0.01), pytest.approx(exponent, rel=0.02))
    assert law.r2 > 0.9999
    assert law.at(1e6) == pytest.approx(floor + scale * 1e6**-exponent, rel=0.003)


def test_too_few_points_and_what_does_not_fall_have_no_law() -> None:
    assert fit(made(1, 9, 0.3)[:3]) is None
    assert (
        fit(
            [
                (size, bits)
                for (size, _), (_, bits) in zip(made(1, 9, 0.3), made(1, 9, 0.3)[::-1], strict=True)
            ]
        )
        is None
    )
    assert fit([(size, 2.0) for size in SIZES]) is None


def test_without_a_floor_the_exponent_is_the_slope() -> None:
    assert plain_exponent(made(0, 5, 0.076)) == pytest.approx(0.076)


def test_marks_and_lines_stay_in_the_frame_and_axes_have_round_values() -> None:
    points = made(1.8, 9.0, 0.3)
    series = Series("You", "own", points[:-1], points[-1:], fit(points[:-1]))
    drawing = Drawing([series], [Slope("Kaplan N", 0.076, 0.0, points[0])])
    (drawn,) = drawing.drawn
    assert all(
        FRAME.left <= dot.x <= FRAME.right and FRAME.top <= dot.y <= FRAME.bottom for dot in drawn.dots
    )
    assert [dot.is_hollow for dot in drawn.dots] == [False] * 4 + [True]
    assert 3 <= len(drawing.y_ticks) <= 8
    assert drawn.line.startswith("M")
    assert drawing.drawn_slopes[0].line.startswith("M")
    assert len(drawing.strip) == 5
