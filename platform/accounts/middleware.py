"""Speaks the reader's language. Stands after the session's middleware, in sync and async stacks alike."""

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.decorators import sync_and_async_middleware

from accounts.models import User
from accounts.preferences import chosen_language, current_language, language_code, remember

Respond = Callable[[HttpRequest], Any]


@sync_and_async_middleware
def language_middleware(
    get_response: Respond,
) -> Respond | Callable[[HttpRequest], Awaitable[HttpResponseBase]]:
    return _async(get_response) if iscoroutinefunction(get_response) else _sync(get_response)


def _sync(get_response: Respond) -> Respond:
    def respond(request: HttpRequest) -> HttpResponseBase:
        _activate(request, request.user)
        return _finish(request, get_response(request))

    return respond


def _async(get_response: Respond) -> Callable[[HttpRequest], Awaitable[HttpResponseBase]]:
    async def respond(request: HttpRequest) -> HttpResponseBase:
        # Set, so that the page behind does not read the same user a second time.
        request.user = await request.auser()
        _activate(request, request.user)
        return _finish(request, await get_response(request))

    return respond


def _activate(request: HttpRequest, user: User | AnonymousUser) -> None:
    translation.activate(chosen_language(request, user))
    request.LANGUAGE_CODE = current_language().code


def _finish(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Say which language it is, and that the same address may answer in another one."""
    response.headers.setdefault("Content-Language", current_language().tag)
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    asked = language_code(request.GET.get("lang"))
    if asked:
        remember(response, settings.LANGUAGE_COOKIE_NAME, asked, secure=request.is_secure())
    return response
