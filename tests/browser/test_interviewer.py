"""The second role in a real browser: find what was shared, comment on a line, decide."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.test_candidate import FORGETFUL
from tests.browser.visitor import Visitor
from tests.running_site import RunningSite


@pytest.mark.parametrize(("language", "theme", "size"), [("en", "light", "desktop"), ("zh", "dark", "phone")])
def test_an_interviewer_reviews_what_the_candidate_shared(
    enter: Enter, running_site: RunningSite, language: str, theme: str, size: str
) -> None:
    share_a_submission(enter(), running_site)
    visitor = enter(language, theme, size)
    visitor.log_in(running_site.passwords["interviewer"], "interviewer")
    find_what_was_shared(visitor)
    remark = f"Why? ({visitor.name})"
    comment_on_line(visitor, 3, remark)
    decide(visitor)
    visitor.expect_no_errors()
    expect_the_candidate_reads(enter(language, theme, size), running_site, remark)


def share_a_submission(visitor: Visitor, site: RunningSite) -> None:
    """Whether it is judged already makes no difference to a reviewer's work."""
    visitor.log_in(site.passwords["candidate"])
    visitor.open_workspace("lz77")
    visitor.write(f"{FORGETFUL}# {uuid4()}\n")
    visitor.page.locator("input[name=is_shared]").check()
    visitor.page.locator("[data-submit]").click()
    expect(visitor.page.locator("[data-live]")).to_be_visible()


def find_what_was_shared(visitor: Visitor) -> None:
    visitor.open("/review/")
    visitor.look("review-list")
    visitor.page.locator(".reviews tbody th a").first.click()
    expect(visitor.page.locator("[data-review]")).to_be_attached()
    visitor.look("review")


def comment_on_line(visitor: Visitor, line: int, remark: str) -> None:
    """The number brings the form to its line, and a note that was begun survives the sending."""
    visitor.page.locator("textarea[name=note]").fill("a note that was begun")
    visitor.page.locator(f"[data-comment-line='{line}']").click()
    expect(visitor.page.locator(f"#L{line} + .code-remarks [data-comment-form]")).to_be_visible()
    visitor.page.keyboard.type(remark)
    visitor.look("review-comment")
    visitor.page.locator("[data-comment-form] button").click()
    expect(visitor.page.locator(f"#L{line} + .code-remarks")).to_contain_text(remark)
    expect(visitor.page.locator("textarea[name=note]")).to_have_value("a note that was begun")


def decide(visitor: Visitor) -> None:
    visitor.page.locator("input[name=decision][value=yes]").check()
    visitor.page.locator(".decision-form button").click()
    expect(visitor.page.locator("input[name=decision][value=yes]")).to_be_checked()
    expect(visitor.page.locator("textarea[name=note]")).to_have_value("a note that was begun")


def expect_the_candidate_reads(visitor: Visitor, site: RunningSite, remark: str) -> None:
    visitor.log_in(site.passwords["candidate"])
    visitor.open("/submissions/")
    visitor.page.locator(".history tbody th a").first.click()
    expect(visitor.page.locator(".remarks")).to_contain_text(remark)
    expect(visitor.page.locator("main")).not_to_contain_text("a note that was begun")
    visitor.look("remarks")


def test_a_comment_is_written_without_scripts(enter: Enter, running_site: RunningSite) -> None:
    share_a_submission(enter(), running_site)
    visitor = enter("en", "light", "desktop", java_script_enabled=False)
    visitor.log_in(running_site.passwords["interviewer"], "interviewer")
    visitor.open("/review/")
    visitor.page.locator(".reviews tbody th a").first.click()
    visitor.page.locator("[data-comment-line='2']").click()
    visitor.page.locator("#L2 + .code-remarks textarea").fill("written without scripts")
    visitor.page.locator("#comment-form button").click()
    expect(visitor.page.locator("#L2 + .code-remarks")).to_contain_text("written without scripts")
