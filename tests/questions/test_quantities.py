"""Numbers are read as people write them."""

import pytest

from questions.quantities import BYTES, NotANumber, read_quantity

SAME = [
    "9.13e9",
    "9130000000",
    "9,130,000,000",
    "9.13×10^9",
    "9.13 × 10⁹",
    "9.13*10**9",
    "$9.13 \\times 10^{9}$",
    "9.13 G",
    "9.13B",
    "9.13\u202fG",
    "9.13 billion",
    "9,130 M",
    "91.3 亿",
    "≈ 9.13e9",
]


@pytest.mark.parametrize("written", SAME)
def test_one_number_in_many_ways(written: str) -> None:
    assert read_quantity(written) == pytest.approx(9.13e9)


@pytest.mark.parametrize(
    ("written", "value"),
    [("90.2 MB", 90.2e6), ("1 KiB", 1024), ("8 bits", 1), ("12", 12), ("3 G bytes", 3e9), ("90.2MB", 90.2e6)],
)
def test_units_of_a_field(written: str, value: float) -> None:
    assert read_quantity(written, BYTES) == pytest.approx(value)


@pytest.mark.parametrize("written", ["1×10^99999", "1e400", "9 × 10⁹⁹⁹"])
def test_what_no_number_can_hold_is_infinite_and_no_error(written: str) -> None:
    assert read_quantity(written) == float("inf")


def test_a_percent_sign_is_a_hundredth() -> None:
    assert read_quantity("−16.1 %") == pytest.approx(-0.161)


@pytest.mark.parametrize("written", ["", "many", "0,839", "12 apples", "1.2.3", "--5", "nan", "∞"])
def test_what_is_no_number_is_said_to_be_none(written: str) -> None:
    with pytest.raises(NotANumber):
        read_quantity(written)
