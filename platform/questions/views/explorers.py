"""Explorers: the whole state is in the address, so that it can be shared."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from questions.explorers.catalogue import EXPLORERS


@require_safe
def explorer_list(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "questions/explorers/list.html",
        {"explorers": [(each.slug, each.title, each.lead) for each in EXPLORERS.values()]},
    )


@require_safe
def explorer(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in EXPLORERS:
        raise Http404
    page = EXPLORERS[slug](request.GET)
    return render(request, "questions/explorers/explorer.html", {"page": page})
