"""A mock interview: which questions it asks, in what order, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random, SystemRandom

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from questions.bank import Question, questions
from questions.models import Attempt, Mock, Review
from questions.rubric import known_ticks, missed_musts, score_of

# Minutes, and so many questions and follow-ups: about five minutes for the one, two and a half for the other.
LENGTHS: Mapping[int, tuple[int, int]] = {15: (1, 4), 30: (2, 8), 45: (3, 12)}
# How a follow-up went, in one's own judgement.
GOT_IT, PARTLY, MISSED = "got-it", "partly", "missed"
WORTH: Mapping[str, int] = {GOT_IT: 100, PARTLY: 50, MISSED: 0}
# A question counts as much as so many follow-ups.
WEIGHT_OF_QUESTION = 3


@dataclass(frozen=True)
class Asked:
    question: str
    follow_up: int | None = None


@transaction.atomic
def start(user: User, minutes: int, language: str, random: Random | None = None) -> Mock:
    mock = Mock.objects.create(user=user, minutes=minutes, language=language)
    asked = plan(user, minutes, language, random or SystemRandom())
    Attempt.objects.bulk_create(
        Attempt(
            user=user,
            mock=mock,
            place=place,
            question=each.question,
            follow_up=each.follow_up,
            language=language,
        )
        for place, each in enumerate(asked)
    )
    return mock


def plan(user: User, minutes: int, language: str, random: Random) -> list[Asked]:
    """Questions that are due or weak come first; each is followed by one of its own and others of elsewhere."""
    mains, others = LENGTHS[minutes]
    chosen = sorted(questions(), key=_need(user, random))[:mains]
    follow_ups = [
        Asked(question.slug, at)
        for question in questions()
        for at in range(len(question.in_language(language).follow_ups))
    ]
    random.shuffle(follow_ups)
    follow_ups.sort(key=lambda each: each.question not in {question.slug for question in chosen})
    near = follow_ups[: min(others, 2 * mains)]
    far = [each for each in follow_ups if each not in near]
    random.shuffle(far)
    return list(_mixed(chosen, [*near, *far[: others - len(near)]]))


def _need(user: User, random: Random) -> Callable[[Question], tuple[int, float]]:
    """Sorts by the last score, never practised first, chance between equals."""
    scores = dict(Review.objects.visible_to(user).values_list("question", "last_score"))
    chance = {question.slug: random.random() for question in questions()}
    return lambda question: (scores.get(question.slug, -1), chance[question.slug])


def _mixed(mains: Sequence[Question], follow_ups: Sequence[Asked]) -> Iterator[Asked]:
    """Each question with an equal share of the follow-ups behind it."""
    share = -(-len(follow_ups) // max(1, len(mains)))
    for at, question in enumerate(mains):
        yield Asked(question.slug)
        yield from follow_ups[at * share : (at + 1) * share]


def next_of(mock: Mock) -> Attempt | None:
    """What is asked now; None when all is answered or the time is over."""
    return None if mock.asks_no_more else mock.attempts.filter(answered_at=None).order_by("place").first()


@transaction.atomic
def answer(mock: Mock, place: int, text: str, seconds: int) -> bool:
    """Keep one answer; the last one, and the clock, end the interview.

    The first answer to a question stands. False where another text came for it, or came too late.
    """
    now = timezone.now()
    mock = Mock.objects.select_for_update().get(pk=mock.pk)
    if not mock.is_over:
        mock.attempts.filter(place=place, answered_at=None).update(
            text=text, seconds=seconds, answered_at=now
        )
    if next_of(mock) is None:
        finish(mock)
    return not text.strip() or mock.attempts.filter(place=place, text=text).exists()


def finish(mock: Mock) -> None:
    if mock.answered_at is None:
        mock.answered_at = min(timezone.now(), mock.ends_at)
        mock.save(update_fields=["answered_at"])


@transaction.atomic
def mark(mock: Mock, bank: Mapping[str, Question], sent: Mapping[int, Collection[str]]) -> None:
    """Keep what was ticked of every answer, by its place. What was never answered is worth nothing."""
    for attempt in mock.attempts.select_for_update().filter(question__in=bank):
        ticks = sent.get(attempt.place, ())
        if attempt.follow_up is None:
            rubric = bank[attempt.question].in_language(attempt.language).rubric
            attempt.ticks = known_ticks(rubric, ticks)
            attempt.score = score_of(rubric, attempt.ticks)
            attempt.missed = missed_musts(rubric, attempt.ticks)
        else:
            attempt.ticks = [each for each in WORTH if each in ticks][:1]
            attempt.score = WORTH[attempt.ticks[0]] if attempt.ticks else 0
        attempt.ticked_at = attempt.ticked_at or timezone.now()
        attempt.save(update_fields=["ticks", "score", "missed", "ticked_at"])


def total(attempts: Sequence[Attempt]) -> int:
    """Of 100: a mean in which a question counts three times."""
    weights = [WEIGHT_OF_QUESTION if each.follow_up is None else 1 for each in attempts]
    points = sum(weight * (each.score or 0) for weight, each in zip(weights, attempts, strict=True))
    return round(points / sum(weights)) if weights else 0
