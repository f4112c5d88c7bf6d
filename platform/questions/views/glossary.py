"""The glossary: every term in the reader's language, with its name in the other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from questions.glossary_page import GlossaryPage
from texts.languages import reader_language


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "questions/glossary.html", {"page": GlossaryPage(reader_language())})
