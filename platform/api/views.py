import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from api.bundle import bundle
from api.codes import CODES, EXAMPLE
from api.reference import reference
from api.throttles import rates


@extend_schema(exclude=True)
class Nowhere(APIView):
    """Every other address below /api/v1/: a 404 in JSON instead of a page."""

    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFound


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    context = {
        "reference": reference(),
        "errors": CODES,
        "rates": rates(),
        "example": json.dumps(EXAMPLE, indent=2, ensure_ascii=False, default=str),
        "base_url": request.build_absolute_uri("/").rstrip("/"),
        "schema_url": reverse("v1:schema"),
        "tokens_url": reverse("accounts:tokens"),
        "client_url": reverse("client"),
    }
    return render(request, "api/docs.html", context)


@require_safe
def client(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="lossless"', "Cache-Control": "no-cache"}
    return HttpResponse(bundle(), content_type="application/octet-stream", headers=headers)
