"""`{% question_links slugs %}`: questions by their addresses, as links with number and wording."""

from collections.abc import Sequence
from typing import Any

from django import template

from questions.bank import question_of
from texts.languages import reader_language

register = template.Library()


@register.inclusion_tag("questions/parts/links.html")
def question_links(slugs: Sequence[str]) -> dict[str, Any]:
    found = [question for question in map(question_of, slugs) if question]
    return {
        "links": [(each.number, each.slug, each.in_language(reader_language()).question) for each in found]
    }
