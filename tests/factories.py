"""Plain functions that make what tests need. Everyone may append."""

from itertools import count
from typing import Any

from accounts.models import User

_numbers = count(1)


def make_user(role: str = "candidate", **fields: Any) -> User:
    """An account that can log in with the password "a long pass phrase"."""
    username = fields.pop("username", f"{role}-{next(_numbers)}")
    password = fields.pop("password", "a long pass phrase")
    return User.objects.create_user(username, password=password, role=role, **fields)
