"""Typed reading of environment variables; a bad value is refused with its name and what is allowed."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Database = dict[str, object]

# Writers wait for each other instead of failing, and readers never wait for a writer.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def env_text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, *, default: bool) -> bool:
    value = env_text(name).lower()
    if not value:
        return default
    if value not in {"1", "0", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; expected 1 or 0")
    return value in {"1", "true", "yes"}


def env_list(name: str, default: list[str]) -> list[str]:
    return [part.strip() for part in env_text(name).split(",") if part.strip()] or default


def env_secret(name: str, file: Path) -> str:
    """The variable, else the file that set-up makes. Raises ImproperlyConfigured without both."""
    value = env_text(name)
    if value:
        return value
    try:
        return file.read_text().strip()
    except OSError:
        raise ImproperlyConfigured(
            f"there is no secret key; run python3 manage.py setup, or set {name}"
        ) from None


def database(name: str, default: Path) -> Database:
    """Settings of the database: a postgres:// address or a path of an SQLite file."""
    address = env_text(name)
    if not address:
        return sqlite(default)
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{name} begins with {parts.scheme!r}; expected postgres://… or sqlite:///path"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> Database:
    # The tests' database is a file beside it: several threads and processes must see the same one.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": SQLITE_OPTIONS,
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }


def email(name: str) -> dict[str, object]:
    """Django's settings for sending mail from smtp://user:password@host:port or smtps://…."""
    address = env_text(name)
    if not address:
        return {}
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(f"{name} is not understood; expected smtp://user:password@host:port")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in {"localhost", "127.0.0.1"},
    }
