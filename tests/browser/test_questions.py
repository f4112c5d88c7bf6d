"""The question bank in the browser: answer, compare, tick, come back when due; exercises, a mock interview."""

from __future__ import annotations

import gzip
import json
import re
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from questions.bank import questions
from questions.exercises import EXERCISES
from questions.exercises.base import Field
from questions.models import Attempt, Mock, Review
from questions.views.exercises import SALT
from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)

SLUG = "scaling-law"
ANSWER = "The loss falls as a power law of parameters, data and compute, down to an irreducible floor."
MOST_SCRIPT = 25 * 1024
OPEN_PAGES = {
    "list": "/questions/",
    "answer": f"/questions/{SLUG}/answer/",
    "claims": "/questions/claims/",
    "glossary": "/glossary/",
    "idea": "/idea/",
    "explorers": "/explore/",
    "explorer": "/explore/arithmetic-coding/",
    "exercise": f"/questions/{SLUG}/exercise/",
    "found": "/search/?q=entropy",
    "not-found": "/search/?q=qqqq",
}
OUTLINE = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((each) => Number(each.tagName[1]))"


def answer_box(page: Page) -> str:
    return page.locator("[data-answer-text]").input_value()


def look(visitor: Visitor, what: str) -> None:
    """As every page, and: one heading of the first level, and no level left out on the way down."""
    visitor.look(what)
    levels = visitor.page.evaluate(OUTLINE)
    assert levels.count(1) == 1, what
    assert all(below <= above + 1 for above, below in zip([0, *levels], levels, strict=False)), what


def script_weight(visitor: Visitor) -> int:
    """Bytes of the scripts that the page has asked for, compressed as a server does."""
    names = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    scripts = [name for name in visitor.page.evaluate(names) if name.endswith(".js")]
    assert scripts
    return sum(len(gzip.compress(visitor.page.request.get(each).body())) for each in scripts)


def practise(visitor: Visitor, text: str = ANSWER) -> None:
    visitor.open(f"/questions/{SLUG}/")
    visitor.page.locator("[data-answer-text]").fill(text)


def test_an_answer_is_timed_kept_compared_and_ticked_by_keyboard(visit: Enter) -> None:
    visitor = visit()
    page = visitor.page
    practise(visitor)
    look(visitor, "practise")
    page.reload()
    assert answer_box(page) == ANSWER
    expect(page.locator("[data-kept]")).to_be_visible()
    page.get_by_label("30 seconds").press("Space")
    expect(page.locator("[data-clock]")).to_have_text("0:30")
    page.get_by_label("Your answer").press("End")
    page.keyboard.type("!")
    expect(page.locator("[data-clock]")).to_have_text("0:29")
    page.get_by_role("button", name="Compare with the model answer").press("Enter")
    expect(page.get_by_role("heading", name="Model answer")).to_be_visible()
    expect(page.locator("mark", has_text="power law")).to_be_visible()
    look(visitor, "compare")
    page.locator("input[name=ticks]").first.press("Space")
    page.get_by_role("button", name="Save the score").press("Enter")
    result = page.locator("#result")
    expect(result.locator(".result-score strong")).to_have_text(str(first_points()))
    expect(result).to_contain_text("Must-haves that were missing")
    expect(result).to_contain_text("next review on")
    look(visitor, "ticked")
    assert Attempt.objects.get().seconds >= 1
    visitor.open(f"/questions/{SLUG}/")
    assert answer_box(page) == ""
    visitor.expect_no_errors()


def first_points() -> int:
    return questions()[0].in_language("en").rubric[0].points


def test_a_new_answer_is_not_lost_when_an_earlier_one_is_looked_at(visit: Enter) -> None:
    visitor = visit()
    practise(visitor)
    visitor.page.get_by_role("button", name="Compare with the model answer").click()
    expect(visitor.page.locator(".own-answer")).to_be_visible()
    earlier = visitor.page.url
    practise(visitor, "A second try, not yet sent.")
    visitor.page.goto(earlier)
    visitor.open(f"/questions/{SLUG}/")
    assert answer_box(visitor.page) == "A second try, not yet sent."


def test_an_answer_outlives_a_session_that_ended_while_it_was_typed(visit: Enter) -> None:
    user = make_user("candidate", password="two horses in a lake")
    visitor = visit(user)
    practise(visitor)
    visitor.page.context.clear_cookies(name="sessionid")
    visitor.page.get_by_role("button", name="Compare with the model answer").click()
    visitor.page.wait_for_url("**/login/**")
    log_in_here(visitor.page, user)
    visitor.page.wait_for_url(f"**/questions/{SLUG}/")
    assert answer_box(visitor.page) == ANSWER


def log_in_here(page: Page, user: User) -> None:
    page.locator("input[name=login]").fill(user.username)
    page.locator("input[name=password]").fill("two horses in a lake")
    page.locator("main button[type=submit]").first.click()


def test_changing_the_language_keeps_what_was_typed(visit: Enter) -> None:
    visitor = visit()
    practise(visitor)
    visitor.page.get_by_role("button", name="中文").click()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert answer_box(visitor.page) == ANSWER


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_due_stands_on_the_start_page(visit: Enter, language: str) -> None:
    user = make_user("candidate")
    yesterday = timezone.now() - timedelta(days=1)
    Review.objects.create(user=user, question=SLUG, card={}, due_at=yesterday, last_score=40)
    visitor = visit(user, language=language)
    visitor.open("/")
    look(visitor, "due")
    visitor.page.locator(".go-on a.primary").first.click()
    expect(visitor.page.locator("form[data-answer]")).to_have_attribute(
        "data-answer", re.compile(rf"^\d+-{SLUG}$")
    )


# Exercises


def right_answers(page: Page) -> dict[str, str]:
    """Computed by the project from the numbers that this page was given."""
    given = json.loads(signing.loads(page.locator("[name=given]").input_value(), salt=SALT)["given"])
    exercise = EXERCISES[SLUG]
    values = exercise.values(given)
    assert all(isinstance(field, Field) for field in exercise.fields)
    return {field.name: f"{values[field.name]:.6g}" for field in exercise.fields}


def fill_in(page: Page, answers: dict[str, str]) -> None:
    for name, answer in answers.items():
        page.locator(f"input[name={name}]").fill(answer)
    page.locator(".exercise-form input").last.press("Enter")
    page.wait_for_load_state()


def test_an_exercise_done_wrong_and_then_right(visit: Enter) -> None:
    visitor = visit()
    page = visitor.page
    visitor.open(f"/questions/{SLUG}/exercise/")
    right = right_answers(page)
    fill_in(page, right | {"factor": "17"})
    expect(page.locator(".mark-wrong")).to_have_count(1)
    expect(page.locator(".mark-right")).to_have_count(len(right) - 1)
    look(visitor, "wrong")
    fill_in(page, right)
    expect(page.locator("main [role=status]")).to_have_text("All parts are right.")
    expect(page.locator("details.solution")).to_have_attribute("open", "")
    look(visitor, "right")
    visitor.expect_no_errors()


# Mock interviews


def test_a_mock_interview_comes_to_a_page_with_its_result(visit: Enter) -> None:
    visitor = visit()
    page = visitor.page
    visitor.open("/questions/mock/")
    look(visitor, "mocks")
    page.get_by_role("button", name="Begin").press("Enter")
    expect(page.locator("[data-until]")).to_have_text(re.compile(r"^1[45]:\d\d$"))
    look(visitor, "asking")
    for number in range(Attempt.objects.count()):
        expect(page.locator(".mock-state")).to_contain_text(f"{number + 1} of ")
        page.keyboard.type(f"Answer {number}.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mark your answers")
    look(visitor, "marking")
    for got_it in page.get_by_label("got it").all():
        got_it.check()
    page.get_by_role("button", name="Show the result").click()
    expect(page.locator(".result-score strong")).to_have_text(str(round(100 * 4 / 7)))
    look(visitor, "result")
    visitor.expect_no_errors()


def test_when_the_time_is_over_what_was_written_is_sent(visit: Enter) -> None:
    visitor = visit()
    visitor.open("/questions/mock/")
    visitor.page.get_by_role("button", name="Begin").click()
    visitor.page.locator("[data-until]").wait_for()
    mock = Mock.objects.get()
    Mock.objects.update(started_at=timezone.now() - timedelta(minutes=mock.minutes) + timedelta(seconds=4))
    visitor.page.reload()
    visitor.page.locator("[data-answer-text]").fill("Half a thou")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Mark your answers")
    texts = Attempt.objects.exclude(answered_at=None).values_list("text", flat=True)
    assert list(texts) == ["Half a thou"]
    visitor.expect_no_errors()


# What everybody may read


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("en", "light", "desktop"), ("zh", "dark", "phone")],
)
def test_the_pages_of_the_bank_are_sound_and_light(
    visit: Enter, language: str, theme: str, size: str
) -> None:
    visitor = visit(language=language, theme=theme, size=size)
    for name, path in OPEN_PAGES.items():
        visitor.open(path)
        look(visitor, f"bank-{name}")
        assert script_weight(visitor) <= MOST_SCRIPT, name
    visitor.expect_no_errors()


@pytest.mark.parametrize(
    ("language", "query", "title"), [("en", "huffman", "Huffman"), ("zh", "幂律", "幂律")]
)
def test_search_finds_in_both_languages(visit: Enter, language: str, query: str, title: str) -> None:
    visitor = visit(language=language)
    visitor.open("/search/")
    visitor.page.keyboard.type(query)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(".found-title a", has_text=title).first).to_be_visible()
    visitor.page.locator(".found-title a", has_text=title).first.click()
    expect(visitor.page.locator("main")).to_contain_text(title)


def test_an_explorer_is_shared_by_its_address(visit: Enter) -> None:
    visitor = visit()
    visitor.open("/explore/arithmetic-coding/")
    visitor.page.locator("input[name=text]").fill("banana")
    visitor.page.locator("input[name=text]").press("Enter")
    expect(visitor.page.locator("input[name=text]")).to_have_value("banana")
    bits = visitor.page.locator(".code-word code").inner_text()
    other = visit(make_user("candidate", username="other"))
    other.page.goto(visitor.page.url)
    expect(other.page.locator(".code-word code")).to_have_text(bits)
