import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from accounts.models import ApiToken, User

Run = Callable[..., subprocess.CompletedProcess[str]]


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


@pytest.fixture
def lossless(tmp_path: Path, client: Client) -> Run:
    """Runs the file that /lossless serves in an own folder, with an own configuration."""
    program = tmp_path / "lossless"
    program.write_bytes(client.get("/lossless").content)
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config"), "LC_ALL": "C.UTF-8"}

    def run(*words: str, given: str = "", language: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(program), *words],
            input=given,
            cwd=tmp_path,
            env={**environment, **({"LC_ALL": language} if language else {})},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def logged_in(lossless: Run, live_server: LiveServer, candidate: User) -> Run:
    _token, key = ApiToken.objects.issue(candidate, "terminal", "submit")
    assert lossless("login", live_server.url, given=key + "\n").returncode == 0
    return lossless
