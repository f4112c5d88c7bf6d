"""Who one is to the API."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import ApiToken, User


def caller(request: Request) -> User:
    """Who sent a request that the permissions let through."""
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type behind IsAuthenticated
    return request.user


class MeSerializer(serializers.ModelSerializer[User]):
    scope = serializers.SerializerMethodField(
        help_text=_("What the token may do: read, submit or admin; null with a browser's session.")
    )

    class Meta:
        model = User
        fields = ["username", "name", "role", "language", "scope"]

    def get_scope(self, user: User) -> str | None:
        token = self.context["request"].auth
        return token.scope if isinstance(token, ApiToken) else None


class Me(APIView):
    @extend_schema(operation_id="me", summary=_("See who the token belongs to"), responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(caller(request), context={"request": request}).data)
