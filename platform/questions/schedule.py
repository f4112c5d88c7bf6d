"""When a question comes back: FSRS, the free spaced-repetition scheduler, asked with the score as a rating."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fsrs import Card, Rating, Scheduler

# Seven questions are to be ready at any time, so none stays away for longer.
LONGEST_DAYS = 90
# No steps of minutes within a day: an answer of five minutes is not a flash card.
_SCHEDULER = Scheduler(
    learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=LONGEST_DAYS
)
# From so many points on, of 100.
RATINGS = ((90, Rating.Easy), (70, Rating.Good), (45, Rating.Hard), (0, Rating.Again))


def rating_of(score: int) -> Rating:
    return next(rating for least, rating in RATINGS if score >= least)


def next_review(
    card: dict[str, Any] | None, score: int, now: datetime | None = None
) -> tuple[dict[str, Any], datetime]:
    """The scheduler's new state, as JSON, and the time at which the question is due: after a day at the earliest."""
    now = now or datetime.now(UTC)
    before = Card.from_dict(card) if card else Card()  # type: ignore[arg-type]
    after, _log = _SCHEDULER.review_card(before, rating_of(score), now)
    return dict(after.to_dict()), after.due
