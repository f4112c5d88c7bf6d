"""An exercise: numbers drawn for this try, parts checked, the worked solution after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import SystemRandom
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from questions.exercise_page import ExercisePage
from questions.exercises import EXERCISES
from questions.models import ExerciseTry
from questions.views.bank import found
from texts.languages import reader_language

SALT = "questions.exercise"
UNPROCESSABLE = 422
LONGEST_LINE = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """Open to everybody; tries are kept for who is logged in."""
    question = found(slug)
    if slug not in EXERCISES:
        raise Http404
    if request.method != "POST":
        given = EXERCISES[slug].draw(SystemRandom())
        return _shown(request, ExercisePage(question, reader_language(), given, sealed=_seal(slug, given)))
    given = _opened(slug, request.POST.get("given", ""))
    written = {field.name: _line(request, field.name) for field in EXERCISES[slug].fields}
    page = ExercisePage(question, reader_language(), given, written, sealed=_seal(slug, given))
    if page.is_complete:
        _keep(request, page)
    return _shown(request, page, 200 if page.is_complete else UNPROCESSABLE)


def _line(request: HttpRequest, name: str) -> str:
    """PostgreSQL keeps no null characters."""
    return request.POST.get(name, "").replace("\x00", "")[:LONGEST_LINE]


def _shown(request: HttpRequest, page: ExercisePage, status: int = 200) -> HttpResponse:
    return render(request, "questions/exercise.html", {"page": page}, status=status)


def _keep(request: HttpRequest, page: ExercisePage) -> None:
    if isinstance(request.user, User):
        ExerciseTry.objects.create(
            user=request.user, question=page.slug, given=page.given, written=page.written, right=page.right
        )


def _seal(slug: str, given: Mapping[str, float]) -> str:
    """What was given goes through the page and comes back unchanged: the server keeps nothing between."""
    return signing.dumps({"slug": slug, "given": json.dumps(dict(given))}, salt=SALT)


def _opened(slug: str, sealed: str) -> dict[str, Any]:
    try:
        content = signing.loads(sealed, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    if content["slug"] != slug:
        raise Http404
    return dict(json.loads(content["given"]))
