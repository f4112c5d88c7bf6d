"""What to do next after a verdict, drawn from the figures alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from submissions.figures import FamilyRow
from submissions.templatetags.figures import percent, ratio, times
from submissions.verdicts import Verdict

# Below this share of the reference, a figure is worth naming as the weakest.
RATIO_BEHIND = 0.98
SPEED_BEHIND = 0.8


@dataclass(frozen=True)
class Weakness:
    loss: float  # share of the reference that is reached; smallest first
    sentence: str


# What most often ends code in each language, beside a mistake of its own.
RUN_TIME = {
    **dict.fromkeys(
        ("python3", "python3-scientific", "python3-torch"),
        gettext_lazy("Return bytes: str, bytearray and None are no answer."),
    ),
    **dict.fromkeys(
        ("c", "cpp"),
        gettext_lazy(
            "Return the number of bytes written to out, at most cap; a negative number is a failure. "
            "Check every index and length: reading or writing outside of an array can end the process."
        ),
    ),
    "rust": gettext_lazy("A panic ends the process: look for indices out of range, and for unwrap."),
    "go": gettext_lazy("A panic ends the process: look for indices out of range, nil and division by zero."),
    "java": gettext_lazy(
        "Return a byte[], never null; look for indices out of range. Bytes are signed: & 0xFF makes 0 to 255 of them."
    ),
    "javascript": gettext_lazy("Return a Uint8Array: arrays and strings are no answer."),
}


def advice(verdict: Verdict, rows: Iterable[FamilyRow], language: str) -> list[str]:
    """At most three sentences."""
    done = [row for row in rows if row.state == "done"]
    if verdict.word != "AC":
        of_language = [str(RUN_TIME[language])] if verdict.word == "RTE" and language in RUN_TIME else []
        return [*failures(verdict, done), str(verdict.remedy), *of_language]
    weakest = sorted(weaknesses(done), key=lambda weakness: weakness.loss)
    return [weakness.sentence for weakness in weakest[:3]] or [best(done)]


def failures(verdict: Verdict, rows: list[FamilyRow]) -> list[str]:
    failed = [row.title for row in rows if row.verdict and row.verdict.word == verdict.word]
    if not failed:
        return []
    families = pgettext("between names", ", ").join(failed)
    return [_("%(verdict)s on: %(families)s.") % {"verdict": verdict.name, "families": families}]


def weaknesses(rows: list[FamilyRow]) -> Iterable[Weakness]:
    scored = [row for row in rows if row.scored]
    yield from weak_ratio(scored)
    yield from weak_tasks(scored)
    yield from weak_speed(
        scored, "compress", _("Compression is slowest against the reference on %(family)s: %(speed)s.")
    )
    yield from weak_speed(
        scored, "decompress", _("Decompression is slowest against the reference on %(family)s: %(speed)s.")
    )


def weak_ratio(rows: list[FamilyRow]) -> Iterable[Weakness]:
    measured = [(row.ratio_to_reference, row) for row in rows if row.ratio_to_reference]
    if not measured:
        return
    share, row = min(measured, key=lambda pair: pair[0])
    if share < RATIO_BEHIND:
        sentence = _(
            "The ratio is furthest behind the reference on %(family)s: %(own)s against %(reference)s."
        )
        values = {"family": row.title, "own": ratio(row.ratio), "reference": ratio(row.reference_ratio)}
        yield Weakness(share, sentence % values)


def weak_speed(rows: list[FamilyRow], direction: str, sentence: str) -> Iterable[Weakness]:
    measured = [(speed.ratio, row) for row in rows if (speed := getattr(row, direction))]
    if not measured:
        return
    share, row = min(measured, key=lambda pair: pair[0])
    if share < SPEED_BEHIND:
        # A halved speed costs about as much as a tenth of the ratio, so it ranks behind it.
        yield Weakness(share**0.2, sentence % {"family": row.title, "speed": times(share)})


def weak_tasks(rows: list[FamilyRow]) -> Iterable[Weakness]:
    """What is left out, the part furthest behind, and the slowest function."""
    for row in rows:
        if row.verdict and row.verdict.word == "NA":
            sentence = _(
                "%(family)s is not answered: define %(function)s, which the statement describes, to score on it."
            )
            yield Weakness(0.0, sentence % {"family": row.title, "function": row.function})
    parts = [(part.behind, part, row) for row in rows for part in row.parts if part.behind is not None]
    if parts:
        share, part, row = min(parts, key=lambda found: found[0])
        if share < RATIO_BEHIND:
            sentence = _(
                "On %(family)s the part “%(part)s” is furthest behind the reference: %(own)s against %(reference)s."
            )
            figures = {"own": percent(part.share), "reference": percent(part.reference)}
            yield Weakness(share, sentence % {"part": part.title, "family": row.title, **figures})
    yield from weak_speed(
        rows, "run", _("The function is slowest against the reference on %(family)s: %(speed)s.")
    )


def best(rows: list[FamilyRow]) -> str:
    if all(row.is_task for row in rows):
        return level_tasks(rows)
    return _(
        "Level with the reference or better everywhere. More ratio at the same speed is what moves the score now."
    )


def level_tasks(rows: list[FamilyRow]) -> str:
    parts = [
        (part.share, part.title, row.title) for row in rows for part in row.parts if part.share is not None
    ]
    share, part, family = min(parts, default=(1.0, "", ""))
    if share >= 1.0:
        return _("Level with the reference or better everywhere, and every part is whole.")
    sentence = _(
        "Level with the reference or better everywhere. Most is left of the part “%(part)s” on %(family)s: %(share)s."
    )
    return sentence % {"part": part, "family": family, "share": percent(share)}
