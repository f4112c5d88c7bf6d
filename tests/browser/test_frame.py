"""What every page has: the bar with its menus, languages, themes, and pages around logging in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor
from tests.running_site import RunningSite

LOOKS = [
    ("en", "light", "desktop"),
    ("zh", "dark", "desktop"),
    ("en", "dark", "phone"),
    ("zh", "light", "phone"),
]
OPEN_PAGES = {
    "start": "/",
    "log-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "lost-password": "/accounts/password/reset/",
    "help": "/help/",
    "problems": "/problems/",
}
OWN_PAGES = {
    "start-again": "/",
    "profile": "/accounts/profile/",
    "tokens": "/accounts/tokens/",
    "change-password": "/accounts/password/change/",
    "log-out": "/accounts/logout/",
}


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_pages_around_logging_in_are_sound_in_every_look(
    enter: Enter, running_site: RunningSite, language: str, theme: str, size: str
) -> None:
    visitor = enter(language, theme, size)
    look_at(visitor, OPEN_PAGES)
    visitor.log_in(running_site.passwords["candidate"])
    look_at(visitor, OWN_PAGES)
    visitor.expect_no_errors()


def look_at(visitor: Visitor, pages: dict[str, str]) -> None:
    for name, path in pages.items():
        visitor.open(path)
        visitor.look(name)


def theme_of(visitor: Visitor) -> str | None:
    return visitor.page.locator("html").get_attribute("data-theme")


def choose_theme(visitor: Visitor, theme: str) -> None:
    visitor.page.locator("form[data-theme-form]").locator("xpath=..").locator("summary").click()
    visitor.page.locator(f"button[name=theme][value={theme}]").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_chosen_theme_holds_on_the_next_page_with_and_without_scripts(enter: Enter, scripts: bool) -> None:
    visitor = enter(java_script_enabled=scripts)
    visitor.open("/help/")
    with visitor.page.expect_response("**/accounts/preferences/"):
        choose_theme(visitor, "dark")
    expect(visitor.page.locator("html")).to_have_attribute("data-theme", "dark")
    visitor.open("/problems/")
    assert theme_of(visitor) == "dark"


def test_the_other_language_is_one_press_away_and_leads_back_here(enter: Enter) -> None:
    visitor = enter()
    visitor.open("/help/?from=here")
    visitor.page.get_by_role("button", name="中文").click()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert visitor.page.url.endswith("/help/?from=here")


def test_the_keyboard_reaches_the_content_first_and_every_menu(enter: Enter) -> None:
    visitor = enter()
    visitor.open("/help/")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.locator(".skip-link")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#main")).to_be_focused()


def test_escape_closes_a_menu_and_returns_to_it(enter: Enter) -> None:
    visitor = enter()
    visitor.open("/help/")
    menu = visitor.page.locator("details.menu").first
    menu.locator("summary").press("Enter")
    expect(menu).to_have_attribute("open", "")
    visitor.page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


@pytest.mark.parametrize("width", [320, 700, 1000])
def test_the_bar_fits_every_width(enter: Enter, running_site: RunningSite, width: int) -> None:
    visitor = enter()
    visitor.log_in(running_site.passwords["admin"], "admin")
    visitor.page.set_viewport_size({"width": width, "height": 700})
    visitor.open("/help/")
    visitor.look(f"help-{width}")


def test_times_are_shown_in_the_readers_own_zone(enter: Enter, running_site: RunningSite) -> None:
    visitor = enter(timezone_id="Asia/Shanghai")
    visitor.log_in(running_site.passwords["candidate"])
    visitor.open("/accounts/profile/")
    time = visitor.page.locator("main time").first
    said = visitor.page.evaluate("(e) => new Date(e.dateTime).getHours()", time.element_handle())
    assert f"{said:02}:" in time.inner_text()


def test_nothing_on_the_start_page_needs_scripts(enter: Enter, running_site: RunningSite) -> None:
    visitor = enter(java_script_enabled=False)
    visitor.log_in(running_site.passwords["candidate"])
    visitor.open("/")
    visitor.page.locator("details.menu").last.locator("summary").click()
    visitor.page.get_by_role("button", name="Log out").click()
    expect(visitor.page.locator("header .personal a").last).to_have_text("Log in")
