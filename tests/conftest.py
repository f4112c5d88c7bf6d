"""People and places that many tests need."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from django.utils import translation

from accounts.models import User
from judge.sandbox import availability
from tests.environment import VAR
from tests.factories import make_user
from tests.running_site import RunningSite, run_site

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes share the tests: a file stays in one, and so does all that shares the site."""
    for item in items:
        shares_site = "running_site" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("site" if shares_site else item.nodeid.split("::")[0]))


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A page that a test asked for in Chinese leaves its language on in the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def candidate(db: None) -> User:
    return make_user("candidate")


@pytest.fixture
def other_candidate(db: None) -> User:
    return make_user("candidate")


@pytest.fixture
def interviewer(db: None) -> User:
    return make_user("interviewer")


@pytest.fixture
def admin(db: None) -> User:
    return make_user("admin")


@pytest.fixture(scope="session")
def sandbox() -> None:
    """The test runs submissions: without a sandbox it is skipped, and fails on CI."""
    found = availability()
    if not found.ok:
        missing(str(found))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; without one the test is skipped, and fails on CI."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or missing("There is no Chromium; install the package chromium.")


@pytest.fixture(scope="session")
def xgettext() -> None:
    """The test collects strings: without xgettext it is skipped, and fails on CI."""
    if not shutil.which("xgettext"):
        missing("There is no xgettext; install the package gettext.")


@pytest.fixture(scope="session")
def running_site(sandbox: None) -> Iterator[RunningSite]:
    """Web server, recorder and judges, as `manage.py up` starts them."""
    with run_site(VAR / "site") as site:
        yield site


def missing(what: str) -> str:
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(what)
    pytest.skip(what)
