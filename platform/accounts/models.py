"""Who somebody is, what they may do, and what was done."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.audit import AuditEntryQuerySet
from accounts.roles import ADMIN, CANDIDATE, INTERVIEWER, ROLES, includes
from accounts.tokens import ApiTokenQuerySet, scope_includes
from accounts.users import UserManager


class User(AbstractUser):
    first_name = None  # type: ignore[assignment]  # One name: not every name has two parts.
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=20, default=CANDIDATE)
    # Empty: as the browser says.
    language = models.CharField(_("language"), max_length=16, blank=True)
    theme = models.CharField(_("theme"), max_length=8, blank=True)

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=list(ROLES)), name="user_role_is_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def has_role(self, wanted: str) -> bool:
        return self.is_active and includes(self.role, wanted)

    @property
    def is_interviewer(self) -> bool:
        return self.has_role(INTERVIEWER)

    @property
    def is_admin_role(self) -> bool:
        return self.has_role(ADMIN)

    @property
    def role_name(self) -> str:
        return str(ROLES[self.role])

    # Django's own admin asks these two; the role is the one place where the answer is kept.
    @property
    def is_staff(self) -> bool:  # type: ignore[override]
        return self.is_admin_role

    @property
    def is_superuser(self) -> bool:  # type: ignore[override]
        return self.is_admin_role

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or self.username


class ApiToken(models.Model):
    """A named key for programs. Only its hash is kept; the key itself is shown once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("scope"), max_length=10)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def allows(self, wanted: str) -> bool:
        """Whether the token covers the scope; the right of its user is asked for apart from it."""
        return self.revoked_at is None and scope_includes(self.scope, wanted)


class AuditEntry(models.Model):
    """One thing that was done, by whom and to what. Entries are added, never changed or removed."""

    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.CharField(max_length=100)
    target = models.CharField(max_length=200, db_index=True)
    details = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.action} {self.target}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise TypeError("An audit entry is never removed.")
