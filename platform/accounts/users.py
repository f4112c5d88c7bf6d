"""How accounts are made: the one place that sets a password and a role."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager

from accounts.roles import ADMIN

if TYPE_CHECKING:
    from accounts.models import User


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, username: str, email: str = "", password: str | None = None, **fields: Any
    ) -> "User":
        """An account; without a password nobody can log in with one."""
        if not username:
            raise ValueError("An account needs a user name.")
        user = self.model(
            username=self.model.normalize_username(username), email=self.normalize_email(email), **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, username: str, email: str = "", password: str | None = None, **fields: Any
    ) -> "User":
        """What `manage.py createsuperuser` calls: an admin."""
        return self.create_user(username, email, password, **{**fields, "role": ADMIN})
