"""Who asks: the token in the Authorization header, else the session of the browser.

Tokens stand first in the settings: the first class names the WWW-Authenticate header, and with it an
anonymous request gets 401 instead of 403.
"""

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import ApiToken, User

KEYWORDS = ("bearer", "token")


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer KEY``; ``Token KEY`` means the same."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        keyword, _space, key = request.headers.get("Authorization", "").partition(" ")
        if keyword.lower() not in KEYWORDS:
            return None
        token = ApiToken.objects.with_key(key.strip())
        if token is None:
            raise AuthenticationFailed(
                _("This token is not known here, or was revoked. Make a new one on your profile.")
            )
        ApiToken.objects.note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="lossless"'
