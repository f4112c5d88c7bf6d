"""Somebody in a real browser: goes through pages, and keeps what went wrong on the way."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

# A folder for pictures of all pages, for people to look at.
SHOTS = os.environ.get("SCREENSHOTS", "")
# Judging, on a machine that does other things besides.
JUDGED_MS = 400_000
RUN_MS = 120_000


@dataclass
class Visitor:
    page: Page
    url: str
    name: str
    is_phone: bool = False
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.errors.append(f"error of a script: {error}"))
        self.page.set_default_timeout(30_000)

    def _on_console(self, message: ConsoleMessage) -> None:
        # Chromium writes violations of the content security policy to the console as errors, too.
        if message.type in {"error", "warning"}:
            self.errors.append(f"{self.page.url}: {message.text}")

    def open(self, path: str) -> None:
        self.page.goto(self.url.rstrip("/") + path)

    def log_in(self, password: str, user: str = "candidate") -> None:
        self.open("/accounts/login/")
        self.page.locator("input[name=login]").fill(user)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_url(re.compile(r"^(?!.*/login/).*$"))

    def send(self, act: Callable[[], None]) -> None:
        """Run or submit by ``act``, and wait for its own panel: until then the one of earlier work is shown."""
        with self.page.expect_response(re.compile("/(run|submit)/$")) as answer:
            act()
        found = re.search(r"(trial|submission)=([0-9a-f-]+)", answer.value.json()["url"])
        assert found
        expect(self.page.locator(f"[data-live][data-url*='{found[2]}']")).to_be_attached()

    def sign_up(self) -> None:
        """A new account, and with it nothing yet: no draft, no submission."""
        self.open("/accounts/signup/")
        self.page.locator("input[name=username]").fill(f"visitor-{uuid4().hex[:12]}")
        for field_name in ("password1", "password2"):
            self.page.locator(f"input[name={field_name}]").fill("two horses in a lake")
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_url(re.compile(r"^(?!.*/signup/).*$"))

    def open_workspace(self, slug: str, query: str = "") -> None:
        self.open(f"/problems/{slug}/{query}")
        expect(self.page.locator("[data-workspace][data-ready]")).to_be_attached()

    def go_to(self, pane: str) -> None:
        """Statement, code or result: tabs on a phone, all in sight elsewhere."""
        if self.is_phone:
            self.page.locator(f"[data-pane-link={pane}]").click()

    def write(self, source: str) -> None:
        """Replace the editor's text as one would with the keyboard."""
        self.go_to("code")
        self.page.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(source)

    def expect_saved(self) -> None:
        expect(self.page.locator("[data-draft-status]")).to_have_attribute("data-state", "saved")

    def expect_result(self, state: str, milliseconds: int) -> None:
        panel = self.page.locator("[data-live]")
        expect(panel).to_have_attribute("data-state", state, timeout=milliseconds)

    def status(self) -> str:
        return self.page.locator("[data-live] [data-status]").inner_text()

    def look(self, what: str) -> None:
        """Hold the page against the rules that a program can check, and keep a picture where they are asked for."""
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{self.name}-{what}.png", full_page=True)
        found = Axe().run(self.page)
        assert found.violations_count == 0, f"{what}: {found.generate_report()}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{what}: the page scrolls sideways by {wide} px"

    def expect_no_errors(self) -> None:
        assert self.errors == []
