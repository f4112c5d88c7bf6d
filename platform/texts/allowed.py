"""The HTML and MathML that a package's texts may consist of; everything else is taken out."""

from __future__ import annotations


def _words(text: str) -> set[str]:
    return set(text.split())


TEXT_TAGS = _words("""
    a abbr blockquote br code dd del div dl dt em h2 h3 h4 h5 h6 hr li ol p pre s span strong sub sup
    table tbody td th thead tr ul
""")
FORMULA_TAGS = _words("""
    math mrow mi mn mo ms mtext mspace msup msub msubsup munder mover munderover mfrac msqrt mroot mstyle
    mpadded mphantom mtable mtr mtd menclose mmultiscripts mprescripts none
""")
FORMULA_ATTRIBUTES = _words("""
    accent accentunder align columnalign columnlines columnspacing depth display displaystyle fence form
    height largeop linethickness lspace mathvariant maxsize minsize movablelimits notation rowalign rowlines
    rowspacing rspace scriptlevel separator stretchy symmetric voffset width
""")
TAGS = TEXT_TAGS | FORMULA_TAGS
ATTRIBUTES = dict.fromkeys(FORMULA_TAGS, FORMULA_ATTRIBUTES) | {
    "a": {"class", "href", "title"},
    "code": {"class"},
    "div": {"class", "tabindex"},
    "ol": {"start"},
    "pre": {"class", "tabindex"},
    "span": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
}
URL_SCHEMES = {"http", "https", "mailto"}
