"""Reading and writing the audit log."""

from typing import TYPE_CHECKING, Any, NoReturn

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

if TYPE_CHECKING:
    from accounts.models import AuditEntry, User


class AuditEntryQuerySet(QuerySet["AuditEntry"]):
    def record(
        self, actor: "User | AnonymousUser | None", action: str, target: str, **details: Any
    ) -> "AuditEntry":
        """Add an entry. `details` must be JSON; never put a password, key or source in it."""
        known = actor if actor is not None and actor.is_authenticated else None
        return self.create(actor=known, action=action, target=target[:200], details=details)

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Audit entries are never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("Audit entries are never removed.")
