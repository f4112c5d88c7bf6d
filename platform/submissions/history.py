"""Submissions as rows of a list: verdict, score and one ratio bar each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from submissions.figures import geometric_mean
from submissions.languages import class_name, language_name, speed_class
from submissions.models import BOARD, Judging, Submission
from submissions.panels import baseline_of, shown
from submissions.verdicts import Verdict, verdict
from texts.languages import reader_language

Json = Mapping[str, Any]


@dataclass(frozen=True)
class HistoryEntry:
    submission: Submission
    title: str
    state: str
    language: str
    class_name: str
    verdict: Verdict | None
    score: float | None
    ratio: float | None
    reference_ratio: float | None
    is_function: bool  # Nothing is packed: the score is all there is to draw.


def history_entry(submission: Submission) -> HistoryEntry:
    judging = submission.judging
    version = submission.version
    scored = {family.name for family in version.package.scored_families}
    results = [each for each in judging.results.all() if each.split == BOARD]
    own = {each.family: shown(each.figures).get("ratio") for each in results}
    baseline = baseline_of(version, speed_class(submission.language))
    return HistoryEntry(
        submission=submission,
        title=version.title(reader_language()),
        state=state_word(judging),
        language=language_name(submission.language),
        class_name=class_name(submission.language),
        verdict=verdict(judging.verdict),
        score=judging.score,
        ratio=mean_ratio(own, scored),
        reference_ratio=mean_ratio({name: each.get("ratio") for name, each in baseline.items()}, scored),
        is_function=not version.package.has_codec,
    )


def bar_words(entries: Iterable[HistoryEntry]) -> tuple[str, str]:
    """The head of the bars' column and the note that explains the bars, as these entries need them."""
    kinds = {entry.is_function for entry in entries}
    size = _("The bar is the original size; filled: what is left after compression; the tick: the reference.")
    score = _("The bar is the score out of 100; the tick: 80, as good as the reference.")
    if kinds == {True}:
        return _("Out of 100"), score
    if kinds == {True, False}:
        mixed = _(
            "Where nothing is packed, the bar is the score out of 100; the tick: 80, as good as the reference."
        )
        return _("Size or score"), f"{size} {mixed}"
    return _("Size"), size


def mean_ratio(ratios: Mapping[str, float | None], families: Iterable[str]) -> float | None:
    """Over the families; None unless every one of them has a ratio."""
    values = [ratios.get(name) for name in families]
    known = [value for value in values if value]
    return geometric_mean(known) if known and len(known) == len(values) else None


def state_word(judging: Judging) -> str:
    words = {"queued": _("queued"), "running": _("running"), "cancelled": _("cancelled")}
    return words.get(judging.state, "")
