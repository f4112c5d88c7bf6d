"""No line begins with a comma because a formula stood before it, and no number loses its per cent sign."""

import re

import pytest

from texts.render import render

TOGETHER = re.compile(r'<span class="together">(.*?</math></span>.*?)</span>')


def kept_together(text: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", found) for found in TOGETHER.findall(render(text, "zh-Hans"))]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("令 $x$，则", ["x，"]),
        ("乘积（$x$）最大", ["（x）"]),
        ("with $x$, and ($y$).", ["x,", "(y)."]),
        ("$x$、$y$。", ["x、", "y。"]),
        ("only $x$ here", []),
        ("**$x$**, bold", []),
    ],
)
def test_punctuation_stays_with_its_formula(text: str, kept: list[str]) -> None:
    assert kept_together(text) == kept


def test_nothing_of_the_text_is_lost_or_doubled() -> None:
    shown = re.sub(r"<[^>]+>", "", render("a（$x$）、$y$: b, [$z$](#c). 5 % of $1$.5"))
    assert shown.strip() == "a（x）、y: b, z. 5&nbsp;% of 1.5"


def test_a_formula_on_its_own_line_stays_as_it_is() -> None:
    assert "together" not in render("so\n\n$$x = 1,$$\n\nthen")
