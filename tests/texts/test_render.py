"""Statements: formulas, code, tables, and no way for an uploaded text to act on a page."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from problems.rows import first_sentence
from texts.render import coloured, render

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example/ \"' onmouseover='alert(1)\")",
    "![x](http://127.0.0.1/pixel.png)",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<form action=/manage/><button>x</button></form>",
    "<base href=http://127.0.0.1/>",
    "<meta http-equiv=refresh content=0>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "    <script>alert(1)</script>",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$<script>alert(1)</script>$",
    '$$\\class{x" onclick="alert(1)}{x}$$',
    "$\\style{color:red}{x}$",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "# <script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
]
FORBIDDEN_TAGS = {
    "script",
    "img",
    "svg",
    "iframe",
    "form",
    "button",
    "style",
    "base",
    "meta",
    "object",
    "embed",
}


class Acts(HTMLParser):
    """Collects what in a page could act: tags, event handlers, style attributes, addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN_TAGS:
            self.found.append(tag)
        for name, value in attrs:
            is_link = name in {"href", "src", "action"} and not re.match(r"https?:|mailto:|#|/", value or "")
            if name.startswith("on") or name == "style" or is_link:
                self.found.append(f"{name}={value}")


def acts(html: str) -> list[str]:
    parser = Acts()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_text_acts(attack: str) -> None:
    assert acts(render(attack)) == []


def test_a_formula_becomes_mathml() -> None:
    html = render("A rate of $\\frac{a}{b}$ bits.")
    assert "<math" in html
    assert "<mfrac>" in html


def test_a_formula_on_its_own_line_is_a_block() -> None:
    assert 'display="block"' in render("$$\nx = 1\n$$")


def test_money_is_no_formula() -> None:
    assert "<math" not in render("It costs $5 or $6.")


def test_what_is_no_formula_is_shown_as_code() -> None:
    assert render("a $\\frac{a$ b").startswith("<p>")


def test_code_is_coloured_by_classes() -> None:
    html = render("```python\ndef f(): ...\n```")
    assert '<span class="tok-k">def</span>' in html
    assert "style=" not in html


def test_code_of_an_unknown_language_is_plain() -> None:
    assert coloured("<b>", "klingon") == "&lt;b&gt;"


def test_headings_start_at_the_second_level() -> None:
    html = render("# One\n\n## Two\n")
    assert "<h2>One</h2>" in html
    assert "<h3>Two</h3>" in html
    assert "<h1>" not in html


def test_a_wide_table_can_be_scrolled_by_keyboard() -> None:
    html = render("| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert '<div class="table-scroll" tabindex="0"><table>' in html
    assert '<td class="number">2</td>' in html


def test_the_first_sentence_describes_the_problem() -> None:
    assert first_sentence("# T\n\nWrite a codec of 1.5 kB. It is fun.") == "Write a codec of 1.5 kB."
    assert first_sentence("写一个编解码器。它很有趣。") == "写一个编解码器。"
    assert first_sentence("") == ""


def test_the_shipped_statements_render_without_leftovers() -> None:
    for path in (Path(__file__).parents[2] / "problems" / "packages").glob("*/statement/*.md"):
        html = render(path.read_text())
        assert acts(html) == []
        assert "$" not in re.sub(r"<pre.*?</pre>|<code>.*?</code>", "", html, flags=re.DOTALL)
