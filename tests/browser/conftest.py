"""Chromium of the system, driven by Playwright, against a real running site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.visitor import Visitor
from tests.factories import make_user
from tests.running_site import RunningSite

SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1400, "height": 900},
    "phone": {"width": 390, "height": 844},
}
LOCALES = {"en": "en-GB", "zh": "zh-CN"}


# For a module, not the session: while Playwright runs, this thread has a running event loop, and tests
# that ask async pages through Django's client would be refused.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        browser.close()


Enter = Callable[..., Visitor]


@pytest.fixture
def enter(browser: Browser, running_site: RunningSite) -> Iterator[Enter]:
    """``enter("en", "light", "phone")``: a new visitor with a browser profile of their own."""
    contexts = []

    def new(language: str = "en", theme: Any = "light", size: str = "desktop", **options: Any) -> Visitor:
        context = browser.new_context(
            locale=LOCALES[language], color_scheme=theme, viewport=SIZES[size], **options
        )
        contexts.append(context)
        name = f"{language}-{theme}-{size}"
        return Visitor(context.new_page(), running_site.url, name, is_phone=size == "phone")

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Enter]:
    """``visit("candidate", size="phone")``: somebody logged in at pages without a judge behind them."""
    contexts = []

    def new(
        who: str | User = "candidate", size: str = "desktop", theme: str = "light", language: str = "en"
    ) -> Visitor:
        user = make_user(who) if isinstance(who, str) else who
        options: dict[str, Any] = {"color_scheme": theme, "viewport": SIZES[size]}
        context = browser.new_context(locale=LOCALES[language], base_url=live_server.url, **options)
        contexts.append(context)
        session = Client()
        session.force_login(user)
        context.add_cookies(
            [{"name": "sessionid", "value": session.cookies["sessionid"].value, "url": live_server.url}]
        )
        name = f"{language}-{theme}-{size}"
        return Visitor(context.new_page(), live_server.url, name, is_phone=size == "phone")

    yield new
    for context in contexts:
        context.close()
