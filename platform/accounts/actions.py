"""What is done to accounts beside log-in and registration, which django-allauth does."""

import json
import os
import secrets
from pathlib import Path

from django.db import transaction

from accounts.models import ApiToken, AuditEntry, User
from accounts.roles import ROLES

# 96 random bits in 16 characters.
PASSWORD_BYTES = 12


def issue_token(user: User, name: str, scope: str) -> str:
    """A new API token; the key it returns is shown once and kept nowhere."""
    token, key = ApiToken.objects.issue(user, name, scope)
    AuditEntry.objects.record(user, "token.issued", str(token.pk), name=name, scope=scope)
    return key


def revoke_token(token: ApiToken, actor: User) -> None:
    if ApiToken.objects.filter(pk=token.pk).revoke():
        AuditEntry.objects.record(actor, "token.revoked", str(token.pk), name=token.name)


def ensure_demo_users(path: Path) -> dict[str, str]:
    """The three demo log-ins, named like their roles, with the passwords kept in that file (0600).

    A password that somebody changed in the site is set back to the file's: what is printed at the
    start must work.
    """
    passwords = _kept_passwords(path)
    with transaction.atomic():
        for role, password in passwords.items():
            _ensure_user(role, password)
    return passwords


def _kept_passwords(path: Path) -> dict[str, str]:
    kept = json.loads(path.read_text()) if path.exists() else {}
    passwords = {role: kept.get(role) or secrets.token_urlsafe(PASSWORD_BYTES) for role in ROLES}
    if passwords != kept:
        _write_private(path, json.dumps(passwords, indent=2) + "\n")
    return passwords


def _write_private(path: Path, text: str) -> None:
    """Write so that nobody else can read the file at any moment, and never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    draft.replace(path)


def _ensure_user(role: str, password: str) -> None:
    user = User.objects.filter(username=role).first() or User(username=role)
    user.role = role
    user.is_active = True
    # Hashing is slow on purpose: only where it changes something.
    if not user.check_password(password):
        user.set_password(password)
    user.save()
