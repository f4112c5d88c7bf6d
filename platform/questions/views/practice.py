"""Answering a question, comparing with the model answer, ticking the rubric."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.reader import reader
from questions import actions
from questions.forms import AnswerForm
from questions.models import FIVE_MINUTES, TIMERS, Attempt, Review
from questions.pages import ComparePage, PracticePage
from questions.views.bank import found
from texts.languages import reader_language

LATEST = 5
UNPROCESSABLE = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def practise(request: HttpRequest, slug: str) -> HttpResponse:
    """The question alone. Whoever is not logged in may read it, and is asked to log in to answer."""
    return _answer(request, slug) if request.method == "POST" else _ask(request, slug)


def _ask(request: HttpRequest, slug: str, form: AnswerForm | None = None) -> HttpResponse:
    timer = _wanted_timer(request)
    page = PracticePage(
        found(slug),
        reader_language(),
        timer=timer,
        text=str(form.data.get("text", "")) if form else "",
        complaint=form.complaint if form else "",
        latest=list(Attempt.objects.visible_to(request.user).practice().filter(question=slug)[:LATEST]),
    )
    status = UNPROCESSABLE if form else 200
    return render(request, "questions/practise.html", {"page": page}, status=status)


@login_required
def _answer(request: HttpRequest, slug: str) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _ask(request, slug, form)
    attempt = actions.answer(
        reader(request),
        found(slug),
        reader_language(),
        text=form.cleaned_data["text"],
        timer=int(form.cleaned_data["timer"]),
        seconds=form.cleaned_data["seconds"] or 0,
    )
    return HttpResponseRedirect(reverse("questions:attempt", args=[attempt.pk]))


def _wanted_timer(request: HttpRequest) -> int:
    asked = (request.POST if request.method == "POST" else request.GET).get("timer", "")
    return int(asked) if asked in {str(timer) for timer in TIMERS} else FIVE_MINUTES


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = get_object_or_404(Attempt.objects.visible_to(request.user).practice(), pk=pk)
    question = found(own.question)
    if request.method == "POST":
        actions.tick(own, question, request.POST.getlist("ticks"))
        return HttpResponseRedirect(reverse("questions:attempt", args=[own.pk]) + "#result")
    review = Review.objects.visible_to(request.user).filter(question=own.question).first()
    page = ComparePage(question, own.language, attempt=own, review=review)
    return render(request, "questions/attempt.html", {"page": page})
