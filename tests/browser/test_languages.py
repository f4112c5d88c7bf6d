"""Programming languages in the browser: a page that offers two, and no judge behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from submissions.models import Draft
from tests.browser.conftest import Enter
from tests.factories import make_version
from tests.submissions.languages import BOTH, judge_says, two_languages

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = [
    {"name": "python3", "ok": True, "version": "CPython 3.11.7", "command": "python3 -P -S"},
    {"name": "c", "ok": True, "version": "gcc 12.2.0", "command": "gcc -std=c17 -O2 -march=native -o codec"},
    {"name": "rust", "ok": False, "why": "rustc is not installed"},
]


@pytest.fixture
def offered() -> Iterator[None]:
    yield from judge_says(languages=BOTH, language_report=REPORT, runtimes=["python"], sandbox="cgroup v2")


def test_switching_keeps_both_texts_and_colours_each(
    visit: Enter, offered: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = two_languages(make_version(), monkeypatch).problem.slug
    visitor = visit()
    visitor.open_workspace(slug)
    visitor.write("class Mine: pass\n")
    visitor.page.locator("[data-language-choice]").select_option("c")
    expect(visitor.page.locator(".notice", has_text="Nothing is lost")).to_be_visible()
    expect(visitor.page.locator(".cm-content")).to_contain_text("#include <stddef.h>")
    expect(visitor.page.locator(".cm-content .tok-typeName, .cm-content .tok-keyword").first).to_be_attached()
    visitor.write("int mine;\n")
    visitor.expect_saved()
    visitor.look("c")
    visitor.page.locator("[data-language-choice]").select_option("python3")
    expect(visitor.page.locator(".cm-content")).to_contain_text("class Mine: pass")
    expect(visitor.page.locator(".cm-content .tok-keyword").first).to_have_text("class")
    visitor.expect_no_errors()
    texts = dict(Draft.objects.values_list("language", "source"))
    assert texts == {"python3": "class Mine: pass\n", "c": "int mine;\n"}


@pytest.mark.parametrize(("size", "theme"), [("desktop", "light"), ("phone", "dark")])
def test_what_the_judges_speak_is_readable(visit: Enter, offered: None, size: str, theme: str) -> None:
    visitor = visit("admin", size=size, theme=theme)
    for name in ("home:languages", "problems:manage-judges"):
        visitor.open(reverse(name))
        expect(visitor.page.locator("main")).to_contain_text("gcc 12.2.0")
        visitor.look(name.replace(":", "-"))
    visitor.expect_no_errors()
