"""The main job in a real browser: log in, open, edit, run, submit, watch, compare."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from config.bootstrap.places import ROOT
from tests.browser.conftest import Enter
from tests.browser.visitor import JUDGED_MS, RUN_MS, Visitor
from tests.running_site import RunningSite

# Ends at the gate, in seconds.
FORGETFUL = """\
def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob[:-1]
"""
# Each language, theme and size once: what differs between them differs alike on every page.
LOOKS = [("en", "light", "desktop"), ("zh", "dark", "phone")]
# The cheapest to judge of those that are accepted: what is as fast on slices as on whole inputs needs the
# fewest measurements.
REFERENCE = ROOT / "problems/packages/lz77/submissions/accepted/reference.py"


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_a_candidate_solves_a_problem(enter: Enter, language: str, theme: str, size: str) -> None:
    """With an account of their own: other tests' drafts, results and limits must not be met."""
    visitor = enter(language, theme, size)
    visitor.sign_up()
    find_the_problem(visitor)
    edit(visitor)
    run(visitor)
    submit_and_watch(visitor)
    read_on(visitor)
    compare(visitor)
    visitor.expect_no_errors()


def find_the_problem(visitor: Visitor) -> None:
    visitor.open("/problems/")
    visitor.page.locator("main a[href='/problems/lz77/']").first.click()
    expect(visitor.page.locator("[data-workspace][data-ready]")).to_be_attached()
    expect(visitor.page.locator("[data-reading-body]")).to_contain_text("LZ77")
    visitor.look("workspace")


def edit(visitor: Visitor) -> None:
    visitor.write(FORGETFUL + f"# {visitor.name}\n")
    visitor.expect_saved()
    visitor.page.reload()
    visitor.go_to("code")
    expect(visitor.page.locator(".cm-content")).to_contain_text(visitor.name)


def run(visitor: Visitor) -> None:
    visitor.go_to("code")
    visitor.send(visitor.page.locator("[data-run]").click)
    visitor.expect_result("done", RUN_MS)
    visitor.look("run")
    expect(visitor.page.locator(".cases .verdict-bad").first).to_be_visible()


def submit_and_watch(visitor: Visitor) -> None:
    """The keyboard submits; stages and the verdict come without a reload."""
    visitor.page.evaluate("window.sameDocument = true")
    visitor.go_to("code")
    visitor.page.locator(".cm-content").click()
    visitor.send(lambda: visitor.page.keyboard.press("Control+Shift+Enter"))
    visitor.look("queued")
    visitor.expect_result("done", JUDGED_MS)
    expect(visitor.page.locator(".outcome")).to_contain_text("0.0")
    visitor.look("verdict")
    # The judge's small failing input becomes the own input, without leaving the page.
    visitor.page.locator("[data-load-input]").click()
    expect(visitor.page.locator("[name=own_hex]")).to_have_value("00")
    assert visitor.page.evaluate("window.sameDocument")


def read_on(visitor: Visitor) -> None:
    visitor.go_to("statement")
    for tab in ("hints", "editorial", "history"):
        visitor.page.locator(f"[data-reading-tab={tab}]").click()
        expect(visitor.page.locator(f"[data-reading-tab={tab}]")).to_have_attribute("aria-current", "page")
        visitor.look(tab)


def compare(visitor: Visitor) -> None:
    """The one that was judged against one just made."""
    visitor.open_workspace("lz77")
    visitor.write(f"{FORGETFUL}# once more\n")
    visitor.send(visitor.page.locator("[data-submit]").click)
    visitor.open("/submissions/")
    visitor.look("list")
    ticks = visitor.page.locator("input[name=pick]")
    ticks.first.check()
    ticks.last.check()
    visitor.page.locator(".table-actions button").click()
    expect(visitor.page.locator(".diff ins").first).to_be_visible()
    visitor.look("compare")
    visitor.page.locator(".compared a").last.click()
    expect(visitor.page.locator("ol.code")).to_contain_text("def compress")
    visitor.look("submission")


def test_an_accepted_submission_is_watched_family_by_family(enter: Enter) -> None:
    visitor = enter()
    visitor.sign_up()
    visitor.open_workspace("lz77")
    visitor.page.locator("input[name=source_file]").set_input_files(REFERENCE)
    expect(visitor.page.locator("[data-notice]")).to_be_visible()
    visitor.send(visitor.page.locator("[data-submit]").click)
    expect(visitor.page.locator(".steps")).to_be_visible()
    # A family's row shows its ratio while the judging goes on.
    ratio = visitor.page.locator("[data-state=pending] .family-done .figure").first
    expect(ratio).to_be_visible(timeout=JUDGED_MS)
    visitor.look("live")
    visitor.expect_result("done", JUDGED_MS)
    expect(visitor.page.locator(".outcome-good")).to_be_visible()
    expect(visitor.page.locator(".plane svg").first).to_be_visible()
    visitor.look("accepted")
    visitor.expect_no_errors()


def test_a_draft_changed_in_another_tab_is_a_choice_between_two_texts(
    enter: Enter, running_site: RunningSite
) -> None:
    here, there = enter(), enter()
    for visitor in (here, there):
        visitor.log_in(running_site.passwords["candidate"])
        visitor.open_workspace("lz77")
    there.write("# from there\n")
    there.expect_saved()
    here.write("# from here\n")
    conflict = here.page.locator("[data-conflict]")
    expect(conflict).to_be_visible()
    here.look("conflict")
    conflict.locator("[data-keep-mine]").click()
    here.expect_saved()
    there.page.reload()
    expect(there.page.locator(".cm-content")).to_contain_text("from here")


def test_text_typed_without_a_connection_is_there_again_afterwards(
    enter: Enter, running_site: RunningSite
) -> None:
    visitor = enter()
    visitor.log_in(running_site.passwords["candidate"])
    visitor.open_workspace("lz77")
    visitor.page.context.route("**/draft/", lambda route: route.abort())
    visitor.write("# typed offline\n")
    expect(visitor.page.locator("[data-draft-status]")).to_have_attribute("data-state", "offline")
    visitor.page.reload()
    expect(visitor.page.locator(".cm-content")).to_contain_text("typed offline")
    expect(visitor.page.locator("[data-notice]")).to_be_visible()
    visitor.page.context.unroute("**/draft/")
    visitor.write("# online again\n")
    visitor.expect_saved()


def test_the_keyboard_leaves_the_editor_with_escape_and_tab(enter: Enter, running_site: RunningSite) -> None:
    visitor = enter()
    visitor.log_in(running_site.passwords["candidate"])
    visitor.open_workspace("lz77")
    visitor.page.locator(".cm-content").click()
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("Tab")
    assert not visitor.page.evaluate("document.activeElement.closest('.cm-editor')")


def test_without_scripts_the_form_runs_code_and_the_page_shows_what_came(
    enter: Enter, running_site: RunningSite
) -> None:
    visitor = enter(java_script_enabled=False)
    visitor.log_in(running_site.passwords["candidate"])
    visitor.open("/problems/lz77/?starter=1")
    visitor.page.locator("textarea[name=source]").fill(FORGETFUL)
    visitor.page.locator("[data-run]").click()
    expect(visitor.page.locator(".cases .verdict-bad").first).to_be_visible(timeout=RUN_MS)


def test_readers_without_an_account_see_statement_and_starter(enter: Enter) -> None:
    visitor = enter("en", "light", "phone")
    visitor.open("/problems/lz77/")
    visitor.look("reader-statement")
    visitor.go_to("code")
    expect(visitor.page.locator("ol.code")).to_contain_text("def compress")
    visitor.look("reader-code")
    visitor.expect_no_errors()
