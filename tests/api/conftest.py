from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import ApiToken, User


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    """Throttles count in the cache, which outlives a test's database."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def as_user() -> Callable[..., Client]:
    """A client that sends a token of that user."""

    def make(user: User, scope: str = "submit") -> Client:
        _token, key = ApiToken.objects.issue(user, "test", scope)
        return Client(HTTP_AUTHORIZATION=f"Bearer {key}")

    return make


@pytest.fixture
def caller(as_user: Callable[..., Client], candidate: User) -> Client:
    return as_user(candidate)
