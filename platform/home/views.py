"""The start page and the help pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.languages import LanguagesPage
from home.scaling import Explorer
from home.search import LONGEST_QUERY, MOST_FOUND
from home.search import search as found_for
from home.start import start_for
from submissions.verdicts import KNOWN
from texts.languages import reader_language


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "home/start.html", {"start": start_for(request.user)})


@require_safe
def scaling(request: HttpRequest) -> HttpResponse:
    return render(request, "home/scaling.html", {"page": Explorer(request.user, request.GET)})


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    return render(request, "home/languages.html", {"page": LanguagesPage()})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/help.html", {"verdicts": KNOWN})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = found_for(query, reader_language())
    shown = {"query": query, "total": len(found), "results": found[:MOST_FOUND]}
    return render(request, "home/search.html", shown)
