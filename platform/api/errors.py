"""Errors as RFC 9457 problems: one shape, stable codes, text in the reader's language."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback

logger = logging.getLogger("django.request")

MEDIA_TYPE = "application/problem+json"


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
    return error if isinstance(error, exceptions.APIException) else None


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
    return found


def code_of(error: exceptions.APIException) -> str:
    return error.detail.code if isinstance(error.detail, exceptions.ErrorDetail) else "invalid"


def title(error: exceptions.APIException) -> str:
    return str(error.default_detail)


def detail(error: exceptions.APIException) -> str:
    if isinstance(error.detail, exceptions.ErrorDetail):
        return str(error.detail)
    return _("Some of what was sent cannot be used; “errors” names each place.")


def fields(found: Any, pointer: str = "#") -> Iterator[dict[str, str]]:
    """Every error of a nested detail, its place as a JSON pointer into what was sent."""
    if isinstance(found, exceptions.ErrorDetail):
        yield {"pointer": pointer, "detail": str(found), "code": found.code}
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
    if isinstance(error, exceptions.Throttled) and error.wait is not None:
        found["Retry-After"] = str(int(error.wait) + 1)
    return found
