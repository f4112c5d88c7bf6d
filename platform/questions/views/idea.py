"""The one idea of the bank, to be read in ten minutes, with two explorers inside."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from questions.idea_page import IdeaPage
from texts.languages import reader_language


@require_safe
def idea(request: HttpRequest) -> HttpResponse:
    return render(request, "questions/idea.html", {"page": IdeaPage(reader_language(), request.GET)})
