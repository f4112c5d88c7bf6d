"""Who may open a page, said once at the view."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User
from accounts.roles import CANDIDATE

View = Callable[..., Any]


def role_required(role: str = CANDIDATE) -> Callable[[View], View]:
    """Send those who are not logged in to the log-in page, and refuse those whose role is too low.

    Rows of others are not this decorator's business: `visible_to(user)` hides them, which gives 404.
    """

    def decorate(view: View) -> View:
        return _guarded_async(view, role) if iscoroutinefunction(view) else _guarded(view, role)

    return decorate


def _guarded(view: View, role: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = _refusal(request, request.user, role) or view(request, *args, **kwargs)
        return answer

    return guarded


def _guarded_async(view: View, role: str) -> View:
    @wraps(view)
    async def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refusal = _refusal(request, await request.auser(), role)
        answer: HttpResponseBase = refusal or await view(request, *args, **kwargs)
        return answer

    return guarded


def _refusal(request: HttpRequest, user: User | AnonymousUser, role: str) -> HttpResponseBase | None:
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not user.has_role(role):
        raise PermissionDenied(role)
    return None
