"""The tokens of tokens.css: every pair that meets on a page has enough contrast, in both themes."""

import re
from pathlib import Path

import pytest

from tests.look.colour import contrast, luminance

FRONTEND = Path(__file__).parents[2] / "frontend"
OKLCH = r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"
TOKEN = re.compile(rf"--([a-z]+): light-dark\({OKLCH}, {OKLCH}\);")
THEMES = {"light": 0, "dark": 3}
TEXT = ["ink", "quiet", "accent", "good", "bad", "warn"]


def luminances(theme: str) -> dict[str, float]:
    start = THEMES[theme]
    found = TOKEN.findall((FRONTEND / "css" / "tokens.css").read_text())
    values = {name: [float(number) for number in numbers[start : start + 3]] for name, *numbers in found}
    return {
        name: luminance(lightness / 100, chroma, hue) for name, (lightness, chroma, hue) in values.items()
    }


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "sheet"])
@pytest.mark.parametrize("text", TEXT)
def test_text_is_readable_on_every_ground(theme: str, ground: str, text: str) -> None:
    known = luminances(theme)
    assert contrast(known[text], known[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "pair", [("edge", "paper"), ("edge", "sheet"), ("accent", "line"), ("ink", "line"), ("bad", "line")]
)
def test_marks_and_edges_of_fields_are_seen(theme: str, pair: tuple[str, str]) -> None:
    known = luminances(theme)
    assert contrast(known[pair[0]], known[pair[1]]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_a_primary_button_is_readable(theme: str) -> None:
    known = luminances(theme)
    assert contrast(known["paper"], known["accent"]) >= 4.5


def test_black_on_white_has_the_contrast_that_wcag_names() -> None:
    assert round(contrast(luminance(1, 0, 0), luminance(0, 0, 0)), 1) == 21.0


def test_style_sheets_use_only_tokens_that_exist() -> None:
    sheets = {path.name: path.read_text() for path in (FRONTEND / "css").glob("*.css")}
    defined = {token for text in sheets.values() for token in re.findall(r"(--[a-z-]+):", text)}
    used = {(name, token) for name, text in sheets.items() for token in re.findall(r"var\((--[a-z-]+)", text)}
    assert {pair for pair in used if pair[1] not in defined} == set()
