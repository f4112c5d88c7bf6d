"""Mock interviews: begin, answer one by one against the clock, mark, read the result."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.reader import reader
from questions import mocks
from questions.bank import questions
from questions.mock_page import MockPage, lengths
from questions.models import MOST_TEXT, Mock
from texts.languages import reader_language

LATEST = 10


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mock_list(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        asked = request.POST.get("minutes", "")
        minutes = int(asked) if asked in {str(each) for each in mocks.LENGTHS} else min(mocks.LENGTHS)
        return _go(mocks.start(reader(request), minutes, reader_language()))
    pages = [MockPage(each) for each in Mock.objects.visible_to(request.user)[:LATEST]]
    return render(request, "questions/mocks.html", {"pages": pages, "lengths": lengths()})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mock(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The question of the moment; once all are answered or the time is over, the answers to be marked."""
    own = get_object_or_404(Mock.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        _keep(request, own)
        return _go(own)
    page = MockPage(own)
    if page.current:
        return render(request, "questions/mock_asking.html", {"page": page})
    if "mark" in request.GET or not page.is_marked:
        return render(request, "questions/mock_marking.html", {"page": page})
    return render(request, "questions/mock_result.html", {"page": page})


@login_required
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enough for today: what stands in the field is kept, what is not answered stays empty."""
    own = get_object_or_404(Mock.objects.visible_to(request.user), pk=pk)
    if request.POST.get("text", "").strip():
        _keep(request, own)
    mocks.finish(Mock.objects.get(pk=own.pk))
    return _go(own)


@login_required
@require_POST
def mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = get_object_or_404(Mock.objects.visible_to(request.user), pk=pk)
    mocks.finish(own)
    places = own.attempts.values_list("place", flat=True)
    sent = {place: request.POST.getlist(f"ticks-{place}") for place in places}
    mocks.mark(own, {question.slug: question for question in questions()}, sent)
    return _go(own)


def _keep(request: HttpRequest, own: Mock) -> None:
    """With another answer there already, or after the time, the text comes back in a message instead."""
    text = request.POST.get("text", "").replace("\x00", "")[:MOST_TEXT]
    if not mocks.answer(own, _number(request.POST.get("place")), text, _seconds(request)):
        refused = _("This came too late, or after another answer to the same question, and does not count:")
        messages.warning(request, f"{refused} {text}")


def _go(own: Mock) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("questions:mock", args=[own.pk]))


def _seconds(request: HttpRequest) -> int:
    return min(_number(request.POST.get("seconds")), 24 * 3600)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
