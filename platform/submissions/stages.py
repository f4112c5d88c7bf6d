"""Where a judging stands: one sentence, and the row of stages it goes through."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from jobs.judges import are_all_busy
from submissions.figures import FamilyRow

Json = Mapping[str, Any]

STAGES: tuple[tuple[str, Promise], ...] = (
    ("queued", pgettext_lazy("stage", "Queue")),
    ("build", pgettext_lazy("stage", "Build")),
    ("gate", pgettext_lazy("stage", "Check")),
    ("tasks", pgettext_lazy("stage", "Tasks")),
    ("speed", pgettext_lazy("stage", "Speed")),
    ("score", pgettext_lazy("stage", "Score")),
)
EVERY = frozenset(name for name, _title in STAGES)


@dataclass(frozen=True)
class Step:
    name: str
    title: str
    state: str  # "done", "now" or "todo"
    detail: str = ""


def steps(current: str, stage: Json, passed: frozenset[str] = EVERY) -> list[Step]:
    """The stages that are passed, in order; every one is done once current is "done".

    A judging may go through one more for a moment, without anything to do there: then the next one stands.
    """
    order = [name for name, _title in STAGES]
    at = order.index(current) if current in order else len(order)
    shown = [(index, name, title) for index, (name, title) in enumerate(STAGES) if name in passed]
    now = next((index for index, _name, _title in shown if index >= at), len(order))
    return [
        Step(name, str(title), state_of(index, now), progress(stage) if index == now else "")
        for index, name, title in shown
    ]


def stages_of(rows: Iterable[FamilyRow]) -> frozenset[str]:
    """What a judging of these families goes through."""
    known = list(rows)
    never = set() if any(row.is_task for row in known) else {"tasks"}
    if all(row.is_task for row in known):
        never |= {"gate", "speed"}
    return EVERY - never


def state_of(index: int, now: int) -> str:
    if index == now:
        return "now"
    return "done" if index < now else "todo"


def progress(stage: Json) -> str:
    done, total = stage.get("done"), stage.get("total")
    return f"{done}/{total}" if total else ""


def running_sentence(stage: Json, titles: Mapping[str, str]) -> str:
    """What the judge does this moment, with the family it does it on."""
    sentence = doing(stage)
    family = titles.get(stage.get("family") or "")
    return _("%(doing)s – %(family)s") % {"doing": sentence, "family": family} if family else sentence


def doing(stage: Json) -> str:
    name = stage.get("stage") or "build"
    if name == "gate" and stage.get("total"):
        values = {"done": stage.get("done") or 0, "total": stage["total"]}
        return _("Checking round trips: %(done)s of %(total)s") % values
    if name == "tasks" and stage.get("total"):
        values = {"done": stage.get("done") or 0, "total": stage["total"]}
        return _("Answering tasks: %(done)s of %(total)s") % values
    return {
        "gate": _("Checking round trips"),
        "tasks": _("Answering tasks"),
        "speed": _("Measuring speed against the reference"),
        "score": _("Computing the score"),
    }.get(name, _("Starting your code in the sandbox"))


def queued_sentence(ahead: int, queue: str) -> str:
    """The judge may do another kind of work meanwhile, such as the check of a package, which can take long."""
    if ahead == 0:
        return _("Queued: next when the judge is free") if are_all_busy(queue) else _("Queued: next in line")
    return _("Queued: %(ahead)s ahead of you") % {"ahead": ahead}
