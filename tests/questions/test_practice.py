"""Answer, compare, tick, come back when due; exercises; a mock interview; all of it one's own."""

import re
from datetime import timedelta
from random import Random

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from questions import mocks
from questions.bank import question_of, questions
from questions.models import Attempt, ExerciseTry, Mock, Review

pytestmark = pytest.mark.django_db
SLUG = "scaling-law"
PRACTISE = f"/questions/{SLUG}/"


@pytest.fixture
def reader(client: Client, candidate: User) -> Client:
    client.force_login(candidate)
    return client


def answered(reader: Client, text: str = "A power law of the cross-entropy loss.") -> Attempt:
    reader.post(PRACTISE, {"text": text, "timer": "300", "seconds": "42"})
    return Attempt.objects.latest("created_at")


def rubric_ids() -> list[str]:
    question = question_of(SLUG)
    assert question is not None
    return [item.id for item in question.in_language("en").rubric]


def ticked(reader: Client, attempt: Attempt, ticks: list[str]) -> str:
    url = reverse("questions:attempt", args=[attempt.pk])
    return reader.post(url, {"ticks": ticks}, follow=True).content.decode()


def test_an_answer_is_kept_and_stands_beside_the_model_answer(reader: Client) -> None:
    attempt = answered(reader)
    page = reader.get(reverse("questions:attempt", args=[attempt.pk])).content.decode()
    assert (attempt.text, attempt.timer, attempt.seconds) == (
        "A power law of the cross-entropy loss.",
        300,
        42,
    )
    assert "<mark>power law" in page
    assert "Model answer" in page


def test_an_empty_answer_is_refused_and_says_why(reader: Client) -> None:
    response = reader.post(PRACTISE, {"text": " ", "timer": "30", "seconds": "1"})
    assert response.status_code == 422
    assert "There is no answer yet" in response.content.decode()
    assert not Attempt.objects.exists()


def test_what_was_typed_comes_back_when_it_is_refused(reader: Client) -> None:
    response = reader.post(PRACTISE, {"text": "long " * 5000, "timer": "30", "seconds": "1"})
    assert response.status_code == 422
    assert "long long" in response.content.decode()


def test_ticks_give_a_score_the_missed_musts_and_a_date(reader: Client, candidate: User) -> None:
    page = ticked(reader, answered(reader), rubric_ids()[1:])
    review = Review.objects.get(user=candidate)
    assert review.last_score < 100
    assert review.missed == rubric_ids()[:1]
    assert review.due_at > timezone.now()
    assert "next review on" in page


def test_ticking_again_changes_the_score_but_not_the_date(reader: Client) -> None:
    attempt = answered(reader)
    ticked(reader, attempt, rubric_ids())
    before = Review.objects.get()
    ticked(reader, attempt, [])
    after = Review.objects.get()
    assert (before.due_at, before.card) == (after.due_at, after.card)
    assert (before.last_score, after.last_score) == (100, 0)


def test_ticking_an_earlier_answer_again_leaves_the_later_ones_score(reader: Client) -> None:
    earlier = answered(reader)
    ticked(reader, earlier, [])
    ticked(reader, answered(reader), rubric_ids())
    ticked(reader, earlier, rubric_ids()[:1])
    assert Review.objects.get().last_score == 100


def test_a_due_question_stands_on_the_start_page_and_in_the_list(reader: Client) -> None:
    ticked(reader, answered(reader), [])
    Review.objects.update(due_at=timezone.now() - timedelta(days=1))
    assert "Due today" in reader.get("/").content.decode()
    assert "Practise the one that is due" in reader.get("/questions/").content.decode()


def test_nothing_is_due_before_its_day(reader: Client) -> None:
    ticked(reader, answered(reader), rubric_ids())
    assert "Due today" not in reader.get("/").content.decode()


def test_nobody_else_sees_an_answer(reader: Client, other_candidate: User, admin: User) -> None:
    url = reverse("questions:attempt", args=[answered(reader).pk])
    for user in (other_candidate, admin):
        reader.force_login(user)
        assert reader.get(url).status_code == 404


def test_an_answer_is_text_and_no_markup(reader: Client) -> None:
    attempt = answered(reader, "<script>alert(1)</script> power law")
    page = reader.get(reverse("questions:attempt", args=[attempt.pk])).content.decode()
    assert "<script>alert" not in page


# Exercises


def sealed(page: str) -> str:
    found = re.search(r'name="given" value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_an_exercise_wrong_and_then_right(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    url = reverse("questions:exercise", args=["future"])
    monkeypatch.setattr(
        "questions.exercises.future.Future.draw",
        lambda *_: {"unique": 100e9, "few_epochs": 4.0, "many_epochs": 16.0},
    )
    page = reader.get(url).content.decode()
    wrong = {"given": sealed(page), "few": "400e9", "many": "1.6e12", "share": "100 %", "limit": "2e12"}
    first = reader.post(url, wrong).content.decode()
    right = {"given": sealed(first), "few": "372.6 B", "many": "1.058e12", "share": "66 %", "limit": "1639 G"}
    second = reader.post(url, right).content.decode()
    assert "Not every part is right yet" in first
    assert "All parts are right" in second
    assert [each.is_solved for each in ExerciseTry.objects.order_by("created_at")] == [False, True]


def test_a_number_that_cannot_be_read_is_named_and_nothing_is_lost(reader: Client) -> None:
    url = reverse("questions:exercise", args=["future"])
    given = sealed(reader.get(url).content.decode())
    response = reader.post(
        url, {"given": given, "few": "lots", "many": "1e12", "share": "66", "limit": "1e12"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "lots is no number" in page
    assert 'value="1e12"' in page
    assert not ExerciseTry.objects.exists()


def test_numbers_that_the_site_did_not_draw_are_refused(reader: Client) -> None:
    url = reverse("questions:exercise", args=["future"])
    other = sealed(reader.get(reverse("questions:exercise", args=["applications"])).content.decode())
    assert reader.post(url, {"given": other}).status_code == 404
    assert reader.post(url, {"given": "forged"}).status_code == 404


def test_an_exercise_is_open_to_everybody_and_keeps_nothing_of_strangers(client: Client) -> None:
    url = reverse("questions:exercise", args=["future"])
    given = sealed(client.get(url).content.decode())
    client.post(url, {"given": given, "few": "1", "many": "1", "share": "1", "limit": "1"})
    assert not ExerciseTry.objects.exists()


def test_a_choice_that_is_not_made_is_no_answer(reader: Client) -> None:
    url = reverse("questions:exercise", args=["role-of-compression"])
    given = sealed(reader.get(url).content.decode())
    numbers = {"bpb_a": "0.7 bits", "ratio_a": "9.9 : 1", "size": "90 MB", "even": "1 TB"}
    response = reader.post(url, {"given": given, **numbers, "better": ""})
    assert response.status_code == 422
    assert "Choose one of A, B" in response.content.decode()


# Mock interviews


def begun(reader: Client) -> Mock:
    reader.post("/questions/mock/", {"minutes": "15"})
    return Mock.objects.get()


def test_a_mock_interview_from_beginning_to_result(reader: Client) -> None:
    mock = begun(reader)
    url = reverse("questions:mock", args=[mock.pk])
    count = mock.attempts.count()
    for place in range(count):
        assert f"{place + 1} of {count}" in reader.get(url).content.decode()
        reader.post(url, {"place": place, "text": f"answer {place}", "seconds": "30"})
    assert "Mark your answers" in reader.get(url).content.decode()
    marks = {f"ticks-{place}": "got-it" for place in range(count)}
    page = reader.post(reverse("questions:mock_mark", args=[mock.pk]), marks, follow=True).content.decode()
    assert "Result of the mock interview" in page
    assert f"{count} of {count} answered" in page


def test_it_asks_a_question_and_four_follow_ups_in_fifteen_minutes(reader: Client) -> None:
    attempts = list(begun(reader).attempts.order_by("place"))
    assert attempts[0].follow_up is None
    assert [attempt.follow_up is not None for attempt in attempts[1:]] == [True] * 4


@pytest.mark.parametrize("minutes", mocks.LENGTHS)
def test_nothing_is_asked_twice(minutes: int, candidate: User) -> None:
    for seed in range(10):
        asked = mocks.plan(candidate, minutes, "en", Random(seed))
        mains, others = mocks.LENGTHS[minutes]
        assert len(set(asked)) == len(asked) == mains + others


def test_what_went_badly_is_asked_first(candidate: User) -> None:
    for question in questions():
        score = 10 if question.slug == "future" else 90
        Review.objects.create(
            user=candidate, question=question.slug, card={}, due_at=timezone.now(), last_score=score
        )
    assert mocks.plan(candidate, 15, "en", Random(1))[0].question == "future"


def test_after_the_time_nothing_is_taken_any_more(reader: Client) -> None:
    mock = begun(reader)
    Mock.objects.update(started_at=timezone.now() - timedelta(minutes=20))
    url = reverse("questions:mock", args=[mock.pk])
    reader.post(url, {"place": "0", "text": "too late", "seconds": "1"})
    assert "Mark your answers" in reader.get(url).content.decode()
    assert not mock.attempts.exclude(text="").exists()


def just_over(reader: Client) -> Mock:
    """Its clock has run out a moment ago."""
    mock = begun(reader)
    Mock.objects.update(started_at=timezone.now() - timedelta(minutes=mock.minutes, seconds=5))
    return mock


def test_what_was_written_in_time_is_still_taken_and_nothing_more_is_asked(reader: Client) -> None:
    mock = just_over(reader)
    url = reverse("questions:mock", args=[mock.pk])
    page = reader.post(url, {"place": "0", "text": "in time", "seconds": "1"}, follow=True).content.decode()
    assert "Mark your answers" in page
    assert list(mock.attempts.exclude(answered_at=None).values_list("text", flat=True)) == ["in time"]


def test_a_question_that_left_the_bank_does_not_stop_the_marking(reader: Client) -> None:
    mock = just_over(reader)
    mock.attempts.filter(place=1).update(question="left-the-bank")
    page = reader.post(reverse("questions:mock_mark", args=[mock.pk]), follow=True).content.decode()
    assert "Result of the mock interview" in page


def test_null_characters_do_not_reach_the_database(reader: Client) -> None:
    mock = begun(reader)
    reader.post(reverse("questions:mock", args=[mock.pk]), {"place": "0", "text": "a\x00b", "seconds": "1"})
    assert mock.attempts.get(place=0).text == "ab"


def test_an_answer_sent_twice_counts_once(reader: Client) -> None:
    mock = begun(reader)
    url = reverse("questions:mock", args=[mock.pk])
    reader.post(url, {"place": "0", "text": "first", "seconds": "1"})
    reader.post(url, {"place": "0", "text": "second", "seconds": "1"})
    assert mock.attempts.get(place=0).text == "first"


def test_a_mock_interview_can_be_ended_and_is_then_marked(reader: Client) -> None:
    mock = begun(reader)
    page = reader.post(reverse("questions:mock_end", args=[mock.pk]), follow=True).content.decode()
    assert "Mark your answers" in page
    assert "nothing written" in page


def test_ending_keeps_what_stands_in_the_field(reader: Client) -> None:
    mock = begun(reader)
    end = reverse("questions:mock_end", args=[mock.pk])
    assert end in reader.get(reverse("questions:mock", args=[mock.pk])).content.decode()
    page = reader.post(
        end, {"place": "0", "text": "half a thought", "seconds": "9"}, follow=True
    ).content.decode()
    assert mock.attempts.get(place=0).text == "half a thought"
    assert "Mark your answers" in page


def test_a_second_answer_from_another_tab_comes_back_in_a_message(reader: Client) -> None:
    url = reverse("questions:mock", args=[begun(reader).pk])
    reader.post(url, {"place": "0", "text": "first", "seconds": "1"})
    page = reader.post(url, {"place": "0", "text": "another", "seconds": "1"}, follow=True).content.decode()
    assert "does not count: another" in page


def test_the_same_answer_sent_twice_says_nothing(reader: Client) -> None:
    url = reverse("questions:mock", args=[begun(reader).pk])
    reader.post(url, {"place": "0", "text": "first", "seconds": "1"})
    page = reader.post(url, {"place": "0", "text": "first", "seconds": "1"}, follow=True).content.decode()
    assert "does not count" not in page


def test_nobody_else_sees_a_mock_interview(reader: Client, other_candidate: User) -> None:
    mock = begun(reader)
    reader.force_login(other_candidate)
    for name in ("mock", "mock_end", "mock_mark"):
        assert reader.post(reverse(f"questions:{name}", args=[mock.pk])).status_code == 404


def test_a_question_counts_three_times(candidate: User) -> None:
    attempts = [Attempt(score=100), Attempt(score=0, follow_up=0), Attempt(score=0, follow_up=1)]
    assert mocks.total(attempts) == 60
