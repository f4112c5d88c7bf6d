"""Who reads a page that asks for a log-in."""

from django.http import HttpRequest

from accounts.models import User


def reader(request: HttpRequest) -> User:
    """The user of a view behind ``login_required``."""
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type behind login_required
    return request.user
