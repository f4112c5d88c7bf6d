"""The kinds of job that the apps above bring along."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobs.models import QueuedJob

_models: list[type[QueuedJob]] = []


def register(model: type[QueuedJob]) -> None:
    """Called once for each kind of job, when its app is ready."""
    if model not in _models:
        _models.append(model)


def anything_pending(*, besides: QueuedJob) -> bool:
    """Whether any other job waits or runs."""
    return any(model.objects.pending().exclude(pk=besides.pk).exists() for model in _models)


def job_models() -> tuple[type[QueuedJob], ...]:
    return tuple(_models)
