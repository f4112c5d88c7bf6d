"""The list of questions, a question with its answer, and what is often heard."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from questions.bank import Question, question_of
from questions.pages import QuestionList, QuestionPage
from texts.languages import reader_language


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    return render(request, "questions/list.html", {"page": QuestionList(request.user)})


@require_safe
def read(request: HttpRequest, slug: str) -> HttpResponse:
    page = QuestionPage(found(slug), reader_language())
    return render(request, "questions/read.html", {"page": page})


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    pages = [QuestionPage(line.question, reader_language()) for line in QuestionList(request.user).lines]
    return render(request, "questions/claims.html", {"pages": pages})


def found(slug: str) -> Question:
    question = question_of(slug)
    if question is None:
        raise Http404
    return question
