"""API tokens: how keys are made, kept and found."""

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import ApiToken, User

READ = "read"
SUBMIT = "submit"
ADMIN = "admin"

# Narrowest first; each covers those before it.
SCOPES = {
    READ: _("Read: problems and your own submissions"),
    SUBMIT: _("Submit: read, and hand in submissions"),
    ADMIN: _("Admin: submit, and manage problems"),
}
_RANKS = {scope: rank for rank, scope in enumerate(SCOPES)}

# The prefix lets people and secret scanners see what a stray key belongs to.
PREFIX = "lossless_"
# "Last used" is for people: a write at every request would buy nothing.
USE_IS_NOTED_EVERY = timedelta(minutes=1)


def scope_includes(scope: str, wanted: str) -> bool:
    return _RANKS.get(scope, -1) >= _RANKS[wanted]


def key_hash(key: str) -> str:
    """SHA-256 is enough: a key has 256 random bits, there is nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()


class ApiTokenQuerySet(QuerySet["ApiToken"]):
    def issue(self, user: "User", name: str, scope: str) -> "tuple[ApiToken, str]":
        """A new token and its key, which cannot be had again."""
        key = PREFIX + secrets.token_urlsafe(32)
        return self.create(user=user, name=name, scope=scope, hash=key_hash(key)), key

    def live(self) -> "ApiTokenQuerySet":
        return self.filter(revoked_at=None)

    def with_key(self, key: str) -> "ApiToken | None":
        """The live token of that key and an active user; None when there is none."""
        found = self.live().select_related("user").filter(hash=key_hash(key), user__is_active=True)
        return found.first()

    def note_use(self, token: "ApiToken") -> None:
        now = timezone.now()
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_IS_NOTED_EVERY)
        self.filter(stale, pk=token.pk).update(last_used_at=now)

    def revoke(self) -> int:
        return self.live().update(revoked_at=timezone.now())
