"""`{% ratio_bar %}` and `{% frontier %}`: charts drawn on the server, coloured by the style sheet."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts import lines as lines_frame
from charts import loglog as loglog_frame
from charts.bar import Bar
from charts.bar import share as share_left
from charts.lines import Chart
from charts.loglog import Drawing
from charts.plane import FRAME, HEIGHT, WIDTH, Codec, Plane

register = template.Library()

_BAR = (
    '<svg class="ratio-bar{}" width="100%" height="16" role="img"><title>{}</title>'
    '<rect class="bar-whole" y="4" width="100%" height="8"/>'
    '<rect class="bar-filled" y="4" width="{}%" height="8"/>{}{}</svg>'
)
_TICK = '<line class="{0}" x1="{1}%" x2="{1}%" y1="{2}" y2="{3}"/>'


@register.simple_tag
def ratio_bar(
    ratio: float | None, reference_ratio: float | None = None, title: str = "", **others: float | None
) -> SafeString:
    """One bar. Further codecs are ticks: `{% ratio_bar 2.9 2.8 "English" zlib=2.6 xz=3.1 %}`."""
    ticks = tuple((name, value) for name, value in others.items() if value)
    bar = Bar(ratio, reference_ratio, str(title), ticks)
    if bar.is_empty:
        return SafeString("")
    grew = " bar-grew" if bar.grew else ""
    return format_html(_BAR, grew, bar.sentence, f"{100 * bar.filled:.1f}", _others(bar), _reference(bar))


def _others(bar: Bar) -> SafeString:
    return format_html_join("", _TICK, (("bar-tick", _percent(ratio), 2, 14) for _name, ratio in bar.ticks))


def _reference(bar: Bar) -> SafeString:
    """The reference's tick, with a light edge so that it shows on the filled part as well."""
    if not bar.reference:
        return SafeString("")
    at = _percent(bar.reference)
    return format_html_join("", _TICK, (("bar-edge", at, 0, 16), ("bar-reference", at, 0, 16)))


def _percent(ratio: float) -> str:
    return f"{100 * min(1.0, share_left(ratio)):.1f}"


@register.simple_tag
def share_bar(share: float | None, reference: float | None = None, title: str = "") -> SafeString:
    """A share of 1: filled as far as it goes, with a tick for the reference."""
    if share is None:
        return SafeString("")
    sentence = f"{title}: {100 * share:.0f} %" if title else f"{100 * share:.0f} %"
    at = "" if reference is None else f"{100 * min(1.0, reference):.1f}"
    tick = (("bar-edge", at, 0, 16), ("bar-reference", at, 0, 16)) if at else ()
    filled = f"{100 * min(1.0, share):.1f}"
    return format_html(_BAR, " share-bar", sentence, filled, "", format_html_join("", _TICK, tick))


@register.simple_tag
def score_bar(score: float | str | None, title: str = "") -> SafeString:
    """A score out of 100, with the tick where the reference stands: for problems where nothing is packed.

    Templates hand over an empty text for the score of something that is not there.
    """
    if not isinstance(score, int | float):
        return SafeString("")
    sentence = _("score %(score)s of 100, reference 80") % {"score": f"{score:.1f}"}
    if title:
        sentence = _("%(title)s: %(figures)s") % {"title": title, "figures": sentence}
    tick = (("bar-edge", "80.0", 0, 16), ("bar-reference", "80.0", 0, 16))
    return format_html(_BAR, " score-bar", sentence, f"{score:.1f}", "", format_html_join("", _TICK, tick))


@register.inclusion_tag("charts/loglog.html")
def loglog(drawing: Drawing) -> dict[str, Any]:
    """Bits per byte against parameters, and below it what the first curve's law misses."""
    return {
        "drawing": drawing,
        "frame": loglog_frame.FRAME,
        "width": loglog_frame.WIDTH,
        "height": loglog_frame.HEIGHT,
        "strip": loglog_frame.STRIP,
        "strip_height": loglog_frame.STRIP_HEIGHT,
    }


@register.inclusion_tag("charts/lines.html")
def lines(chart: Chart) -> dict[str, Any]:
    return {
        "chart": chart,
        "frame": lines_frame.FRAME,
        "width": lines_frame.WIDTH,
        "height": lines_frame.HEIGHT,
    }


@register.inclusion_tag("charts/key.html")
def curve_key(shape: str) -> dict[str, Any]:
    """The mark of a curve's points, to stand before its name."""
    return {"shape": shape, "dot": loglog_frame.Dot(8, 8, "")}


@register.inclusion_tag("charts/frontier.html")
def frontier(points: Sequence[Codec], direction: str) -> dict[str, Any]:
    """The plane with every codec of which ratio and speed are known; nothing when there is none."""
    drawn = [point for point in points if point.ratio and getattr(point, direction)]
    plane = Plane(drawn, direction) if drawn else None
    return {
        "plane": plane,
        "frame": FRAME,
        "width": WIDTH,
        "height": HEIGHT,
        "is_compress": direction == "compress",
    }
