"""A question comes back later the better it went."""

from datetime import UTC, datetime, timedelta

import pytest

from questions.schedule import LONGEST_DAYS, next_review

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def days_until(card: dict[str, object] | None, score: int) -> int:
    _card, due = next_review(card, score, NOW)
    return (due - NOW).days


def test_the_better_the_score_the_later_the_review() -> None:
    waits = [days_until(None, score) for score in (10, 50, 80, 100)]
    assert waits == sorted(waits)
    assert waits[0] < waits[-1]


@pytest.mark.parametrize("score", [0, 44, 45, 69, 70, 89, 90, 100])
def test_no_question_comes_back_on_the_same_day(score: int) -> None:
    assert days_until(None, score) >= 1


def test_intervals_grow_from_review_to_review() -> None:
    card, due = next_review(None, 80, NOW)
    waits = []
    for _round in range(4):
        before = due
        card, due = next_review(card, 80, due)
        waits.append(due - before)
    assert waits == sorted(waits)
    assert waits[-1] > timedelta(days=20)


def test_no_question_stays_away_for_longer_than_three_months() -> None:
    card, due = next_review(None, 100, NOW)
    for _round in range(6):
        before = due
        card, due = next_review(card, 100, due)
    assert due - before <= timedelta(days=LONGEST_DAYS)


def test_a_lapse_brings_it_back_soon() -> None:
    card, due = next_review(None, 100, NOW)
    for _round in range(3):
        card, due = next_review(card, 95, due)
    _card, again = next_review(card, 10, due)
    assert again - due <= timedelta(days=14)
