"""What a token may do. The right of its user is asked for apart from it, by the querysets."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.models import ApiToken
from accounts.tokens import READ, SUBMIT

if TYPE_CHECKING:
    # Imported by the module that reads the settings in which this one is named.
    from rest_framework.views import APIView


class InsufficientScope(PermissionDenied):
    default_code = "insufficient_scope"


class ScopeAllows(BasePermission):
    """Reading needs the scope read, anything else submit. A session is its user: it has no scope."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        wanted = READ if request.method in SAFE_METHODS else SUBMIT
        if not isinstance(request.auth, ApiToken) or request.auth.allows(wanted):
            return True
        raise InsufficientScope(
            _("This token has the scope “%(scope)s”; this needs “%(wanted)s”. Make another on your profile.")
            % {"scope": request.auth.scope, "wanted": wanted}
        )
