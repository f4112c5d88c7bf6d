"""From ticks to a score: what a rubric's items are worth, and what a grave error costs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from questions.bank import Item


@dataclass(frozen=True)
class Cap:
    """An error after which an answer is worth at most so many points, however much else is right."""

    id: str
    most: int
    says: Promise


CAPS = (
    Cap("lossy-as-lossless", 50, _("Calls quantisation, pruning or distillation lossless.")),
    Cap("no-loss", 60, _("Names no loss: speaks of accuracy or quality alone.")),
)
_MOST: Mapping[str, int] = {cap.id: cap.most for cap in CAPS}


def score_of(rubric: Sequence[Item], ticks: Collection[str]) -> int:
    """Points of 100."""
    points = sum(item.points for item in rubric if item.id in ticks)
    return min(points, *(most for cap, most in _MOST.items() if cap in ticks), 100)


def missed_musts(rubric: Sequence[Item], ticks: Collection[str]) -> list[str]:
    """Ids of the must-haves that were not ticked."""
    return [item.id for item in rubric if item.is_must and item.id not in ticks]


def known_ticks(rubric: Sequence[Item], sent: Collection[str]) -> list[str]:
    """Those of what was sent that this rubric has, in its order."""
    known = [*(item.id for item in rubric), *_MOST]
    return [each for each in known if each in sent]
