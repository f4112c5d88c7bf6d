"""Errors as RFC 9457 problems: one shape, stable codes, text in the reader's language."""

import logging
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback

from submissions.refusals import Refused

logger = logging.getLogger("django.request")

MEDIA_TYPE = "application/problem+json"

REFUSED_STATUS = {"key_reused": 409, "language_unavailable": 409}
# Where in the request a refusal is about, by the first letters of its code.
PLACES = {
    "source": "#/source",
    "own_input": "#/own_input",
    "unknown_language": "#/language",
    "language_unavailable": "#/language",
}


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response:
    """What DRF calls for every exception that leaves a view."""
    request: Request = context["request"]
    set_rollback()
    known = as_api_exception(error)
    if known is None:
        known = unexpected(error, request)
    return Response(
        problem(known, request), status=known.status_code, headers=headers(known), content_type=MEDIA_TYPE
    )


def as_api_exception(error: Exception) -> exceptions.APIException | None:
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, Refused):
        return Refusal(error)
    return error if isinstance(error, exceptions.APIException) else None


class Refusal(exceptions.APIException):
    """What an action said no to, with the place in the request that it is about."""

    default_detail = _lazy("This cannot be done.")

    def __init__(self, refused: Refused) -> None:
        self.status_code = 429 if refused.retry_after else REFUSED_STATUS.get(refused.code, 400)
        self.wait = refused.retry_after
        self.pointer = next(
            (place for start, place in PLACES.items() if refused.code.startswith(start)), None
        )
        super().__init__(refused.message, refused.code)


def unexpected(error: Exception, request: Request) -> exceptions.APIException:
    """Our own mistake: logged in full, told without a word about it."""
    got_request_exception.send(sender=problem_response, request=request)
    logger.error("Internal error in the API: %s", request.path, exc_info=error)
    return exceptions.APIException(code="internal_error")


def problem(error: exceptions.APIException, request: Request) -> dict[str, Any]:
    code = code_of(error)
    found: dict[str, Any] = {
        "type": f"/api/docs/#error-{code}",
        "title": title(error),
        "status": error.status_code,
        "detail": detail(error),
        "instance": request.path,
        "code": code,
    }
    if isinstance(error.detail, dict | list):
        found["errors"] = list(fields(error.detail))
    elif isinstance(error, Refusal) and error.pointer:
        found["errors"] = [{"pointer": error.pointer, "detail": found["detail"], "code": code}]
    return found


def code_of(error: exceptions.APIException) -> str:
    return str(error.detail.code) if isinstance(error.detail, exceptions.ErrorDetail) else "invalid"


def title(error: exceptions.APIException) -> str:
    return str(error.default_detail)


def detail(error: exceptions.APIException) -> str:
    if isinstance(error.detail, exceptions.ErrorDetail):
        return str(error.detail)
    return _("Some of what was sent cannot be used; “errors” names each place.")


def fields(found: Any, pointer: str = "#") -> Iterator[dict[str, str]]:
    """Every error of a nested detail, its place as a JSON pointer into what was sent."""
    if isinstance(found, exceptions.ErrorDetail):
        yield {"pointer": pointer, "detail": str(found), "code": str(found.code)}
    elif isinstance(found, Mapping):
        for name, value in found.items():
            yield from fields(
                value, pointer if name == "non_field_errors" else f"{pointer}/{escaped(str(name))}"
            )
    else:
        for index, value in enumerate(found):
            yield from fields(value, pointer if isinstance(value, str) else f"{pointer}/{index}")


def escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def headers(error: exceptions.APIException) -> dict[str, str]:
    found = {}
    if getattr(error, "auth_header", None):
        found["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    wait = getattr(error, "wait", None)
    if wait is not None:
        found["Retry-After"] = str(ceil(wait))
    return found
