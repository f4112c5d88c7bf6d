"""`{% problem_links slugs %}`: problems by their addresses, as links with number and title."""

from collections.abc import Sequence
from typing import Any

from django import template

from problems.course import course_order, number_of
from problems.models import Problem
from texts.languages import reader_language

register = template.Library()


@register.inclusion_tag("problems/parts/links.html")
def problem_links(slugs: Sequence[str]) -> dict[str, Any]:
    """Those that are open on this site; the others are left out."""
    found = Problem.objects.filter(slug__in=slugs, active_version__isnull=False).select_related(
        "active_version"
    )
    ordered = sorted(found, key=lambda problem: course_order(problem.slug))
    return {
        "links": [
            (number_of(each.slug), each.slug, each.active_version.title(reader_language()))
            for each in ordered
            if each.active_version
        ]
    }
