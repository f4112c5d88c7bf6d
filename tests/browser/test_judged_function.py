"""A problem of functions from its upload to a verdict, with the judge at work, the candidate by keyboard alone."""

from __future__ import annotations

import json
from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.visitor import JUDGED_MS, RUN_MS, Visitor
from tests.judge.test_tasks import function_files
from tests.problems.uploads import zipped
from tests.running_site import RunningSite

# One sum of three is wrong, and the other function is left out.
HALF = """\
def totals(files, options):
    return {name: options["factor"] * sum(map(sum, chunks)) + (name == "none") for name, chunks in files}


def second(view):
    return [view.read(len(view) // 2 + 1, 1)[0], view.size]
"""


def test_a_function_is_uploaded_answered_by_keyboard_and_judged(
    enter: Enter, running_site: RunningSite
) -> None:
    slug = f"totals-{uuid4().hex[:6]}"
    publish(enter(), running_site, slug)
    visitor = enter()
    visitor.sign_up()
    visitor.open_workspace(slug)
    expect(visitor.page.locator(".terms")).to_contain_text("totals(files, json) → json")
    write_by_keyboard(visitor, HALF)
    visitor.send(lambda: visitor.page.keyboard.press("Control+Enter"))
    visitor.expect_result("done", RUN_MS)
    expect(visitor.page.locator(".tasks")).to_contain_text("2 of 3 sums are right")
    visitor.look("run-of-a-function")
    visitor.send(lambda: visitor.page.keyboard.press("Control+Shift+Enter"))
    visitor.expect_result("done", JUDGED_MS)
    expect(visitor.page.locator(".outcome-good")).to_be_visible()
    # Two thirds, in the coarse steps in which shares of hidden cases are shown.
    expect(visitor.page.locator(".tasks tbody tr").first).to_contain_text("65")
    expect(visitor.page.locator(".next")).to_contain_text("sums")
    visitor.look("verdict-of-a-function")
    visitor.expect_no_errors()


def publish(visitor: Visitor, site: RunningSite, slug: str) -> None:
    """As an admin does: the judge verifies the package, then it is published."""
    visitor.log_in(site.passwords["admin"], "admin")
    visitor.open("/manage/problems/import/")
    package = {"name": "totals.zip", "mimeType": "application/zip", "buffer": zipped(named(slug))}
    visitor.page.locator("input[type=file]").set_input_files(files=package)  # type: ignore[arg-type]
    visitor.page.locator("form.upload button").click()
    visitor.page.locator("#publish").click(timeout=JUDGED_MS)
    expect(visitor.page.locator(".state-published")).to_be_visible()


def named(slug: str) -> dict[str, bytes]:
    files = function_files()
    problem = json.loads(files["problem.yaml"])
    problem["uuid"] = str(uuid4())
    problem["lossless"]["slug"] = slug
    return files | {"problem.yaml": json.dumps(problem).encode()}


def write_by_keyboard(visitor: Visitor, source: str) -> None:
    """From the top of the page to the editor with Tab, then type."""
    keys, focused = visitor.page.keyboard, "document.activeElement.classList.contains('cm-content')"
    while not visitor.page.evaluate(focused):
        keys.press("Tab")
    keys.press("Control+a")
    keys.press("Delete")
    keys.insert_text(source)
    visitor.expect_saved()
