"""The kinds of job that the apps above bring along."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from jobs.models import QueuedJob

_models: list[type[QueuedJob]] = []


def register(model: type[QueuedJob]) -> None:
    """Called once for each kind of job, when its app is ready."""
    if model not in _models:
        _models.append(model)


def anything_pending(*, besides: Collection[UUID]) -> bool:
    """Whether any job waits or runs but those named."""
    return any(model.objects.pending().exclude(pk__in=besides).exists() for model in _models)


def job_models() -> tuple[type[QueuedJob], ...]:
    return tuple(_models)
