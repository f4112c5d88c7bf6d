"""Words and numbers of the management pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from problems.rules import rule_name, severity_name
from problems.version_page import stage_sentence

register = template.Library()
register.filter("rule_name", rule_name)
register.filter("severity_name", severity_name)

THIN_SPACE = "\u2009"
NOTHING = "–"


@register.filter
def stage_words(stage: Mapping[str, Any] | None) -> str:
    """What the judge does, as it names the family; nothing before it has begun."""
    return stage_sentence(stage, {}) if stage else NOTHING


@register.filter
def grouped(value: int | None) -> str:
    """A whole number with its digits in groups, the same in every language."""
    return NOTHING if value is None else f"{value:,}"


@register.filter
def one_decimal(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}"


@register.filter
def two_decimals(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}"


@register.filter
def waited(since: datetime | None) -> str:
    """How long ago, in the largest unit that fits."""
    if since is None:
        return NOTHING
    seconds = max(0, int((timezone.now() - since).total_seconds()))
    if seconds < 120:
        return f"{seconds}{THIN_SPACE}s"
    if seconds < 7200:
        return f"{seconds // 60}{THIN_SPACE}min"
    return _("%(hours)s h") % {"hours": seconds // 3600}
