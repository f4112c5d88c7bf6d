from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.rights import role_required
from accounts.roles import ADMIN
from jobs.overview import Overview


@role_required(ADMIN)
@require_safe
@never_cache
def manage_judges(request: HttpRequest) -> HttpResponse:
    context = {"overview": Overview()}
    return render(request, "problems/manage_judges.html", context)
