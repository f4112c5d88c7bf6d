"""What readers do with the bank, where more than one row changes."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from questions.bank import Question
from questions.models import Attempt, Review
from questions.rubric import known_ticks, missed_musts, score_of
from questions.schedule import next_review


def answer(user: User, question: Question, language: str, *, text: str, timer: int, seconds: int) -> Attempt:
    return Attempt.objects.create(
        user=user,
        question=question.slug,
        language=language,
        text=text,
        timer=timer,
        seconds=seconds,
        answered_at=timezone.now(),
    )


@transaction.atomic
def tick(attempt: Attempt, question: Question, ticks: Collection[str]) -> Attempt:
    """Keep the score and what was missed. The first ticking moves the question's next review, later ones do not."""
    rubric = question.in_language(attempt.language).rubric
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    is_first = not attempt.is_ticked
    attempt.ticks = known_ticks(rubric, ticks)
    attempt.score = score_of(rubric, attempt.ticks)
    attempt.missed = missed_musts(rubric, attempt.ticks)
    attempt.ticked_at = attempt.ticked_at or timezone.now()
    attempt.save(update_fields=["ticks", "score", "missed", "ticked_at"])
    _review(attempt, moves=is_first)
    return attempt


def _review(attempt: Attempt, *, moves: bool) -> None:
    if not moves and _has_later(attempt):
        return
    known = Review.objects.select_for_update().filter(user=attempt.user, question=attempt.question).first()
    kept = {"last_score": attempt.score, "missed": attempt.missed}
    if known is None or moves:
        card, due_at = next_review(known.card if known else None, attempt.score or 0)
        kept |= {"card": card, "due_at": due_at}
    Review.objects.update_or_create(user=attempt.user, question=attempt.question, defaults=kept)


def _has_later(attempt: Attempt) -> bool:
    """Whether the question was answered and ticked again since."""
    since = Attempt.objects.visible_to(attempt.user).practice().filter(created_at__gt=attempt.created_at)
    return since.filter(question=attempt.question).exclude(ticked_at=None).exists()
