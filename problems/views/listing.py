"""The list of problems for everyone."""

from __future__ import annotations

import hashlib

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from jobs.judges import is_judge_running
from problems.models import Problem
from problems.rows import problem_rows


def list_etag(request: HttpRequest) -> str | None:
    """Everything the page depends on; none while a message waits to be shown once."""
    if len(get_messages(request)):
        return None
    problems = Problem.objects.visible_to(request.user).values_list(
        "slug", "active_version__package_digest", "active_version__data_digest"
    )
    reader = [getattr(request.user, name, "") for name in ("pk", "username", "name", "role", "theme")]
    seen = (
        get_language(),
        reader,
        sorted(request.COOKIES.items()),
        is_judge_running(),
        [static(name) for name in ("app.css", "app.js")],
        list(problems),
    )
    return f'W/"{hashlib.sha256(repr(seen).encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=list_etag)
def problem_list(request: HttpRequest) -> HttpResponse:
    context = {"rows": problem_rows(request.user)}
    response = render(request, "problems/list.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response
