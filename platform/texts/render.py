"""Texts as HTML: Markdown, formulas as MathML, code in colours, terms as links into the glossary.

The texts of a package are uploaded and as untrusted as any other input: raw HTML in them is shown as text,
and everything that comes out is cleaned against a list of what may be there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from texts import allowed
from texts.linking import link_terms
from texts.typography import keep_together

TOP_HEADING = 2  # The page has the one heading of the first level.
_ALIGNMENTS = {"text-align:left": "", "text-align:center": "centre", "text-align:right": "number"}


# The bank and the problems in two languages are about 600 texts; exercises with their numbers come on top.
@lru_cache(maxsize=2048)
def render(markdown: str, language: str = "", top: int = TOP_HEADING) -> SafeString:
    """HTML that is safe on any page, headings from level ``top``; kept in memory by the text itself.

    With a language the terms of its glossary are links.
    """
    tokens = _parser.parse(markdown)
    _lower_headings(tokens, top)
    if language:
        link_terms(tokens, language)
    keep_together(tokens)
    html = nh3.clean(
        _parser.renderer.render(tokens, _parser.options, {}),
        tags=allowed.TAGS,
        attributes=allowed.ATTRIBUTES,
        url_schemes=allowed.URL_SCHEMES,
        link_rel="noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308 - cleaned above


def _lower_headings(tokens: Sequence[Token], top: int) -> None:
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    step = max((top - int(token.tag[1]) for token in headings), default=0)
    for token in headings if step > 0 else ():
        token.tag = f"h{min(6, int(token.tag[1]) + step)}"


def _formula(content: str, options: dict[str, Any]) -> str:
    """MathML, or the source as code where it is no formula; one on a line of its own may scroll sideways."""
    try:
        if not options.get("display_mode"):
            return convert(content, display="inline")
        return f'<div class="formula" tabindex="0">{convert(content, display="block")}</div>'
    except Exception:  # The converter promises no set of exceptions.
        return f"<code>{escape(content)}</code>"


def is_formula(content: str) -> bool:
    try:
        convert(content)
    except Exception:  # As above.
        return False
    return True


def _fence(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    return f'<pre class="code" tabindex="0"><code>{coloured(token.content, language)}</code></pre>\n'


def coloured(code: str, language: str) -> SafeString:
    """Code as escaped HTML with a class for each kind of token; plain where the language is unknown."""
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return escape(code)
    html = highlight(code, lexer, HtmlFormatter(nowrap=True, classprefix="tok-"))
    return mark_safe(html)  # noqa: S308 - the formatter escapes


def _table_open(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return '<div class="table-scroll" tabindex="0"><table>\n'


def _table_close(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return "</table></div>\n"


def _cell(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Alignment as a class: the content policy refuses style attributes."""
    token = tokens[index]
    name = _ALIGNMENTS.get(str(token.attrs.pop("style", "")), "")
    if name:
        token.attrSet("class", name)
    if token.tag == "th":
        token.attrSet("scope", "col")
    return renderer.renderToken(tokens, index, options, env)


_RULES: dict[str, Callable[..., str]] = {
    "fence": _fence,
    "code_block": _fence,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell,
    "td_open": _cell,
}


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough")
    parser.use(dollarmath_plugin, renderer=_formula, allow_digits=False, double_inline=True)
    parser.disable("image")
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    return parser


_parser = _make_parser()
