"""The explorer: curves that this site measured beside exponents that were published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from charts.law import Law, Point, fit, plain_exponent
from charts.loglog import SHAPES, Drawing, Series, Slope
from jobs.models import DONE
from judge.package import Family
from problems.curves import shipped_curves
from problems.models import Problem, ProblemVersion
from submissions.figures import curve
from submissions.models import BOARD, Submission
from submissions.panels import shown
from texts.languages import reader_language

MOST_OWN = 6
MOST_CURVES = 5


@dataclass(frozen=True)
class Published:
    """An exponent somebody published. ``of_reducible``: of the loss above its floor, not of all of it."""

    key: str
    title: str | Promise
    axis: Promise
    written: str  # The exponent with the digits that were published.
    of_reducible: bool
    source: str

    @property
    def name(self) -> str:
        return str(self.title)

    @property
    def exponent(self) -> float:
        return float(self.written)


PARAMETERS, TOKENS, COMPUTE = (
    gettext_lazy("parameters N"),
    gettext_lazy("training tokens D"),
    gettext_lazy("compute C"),
)
_KAPLAN = "Kaplan et al. 2020, Scaling Laws for Neural Language Models, arXiv:2001.08361"
_HOFFMANN = "Hoffmann et al. 2022, Training Compute-Optimal Large Language Models, arXiv:2203.15556"
_BESIROGLU = "Besiroglu et al. 2024, Chinchilla Scaling: A Replication Attempt, arXiv:2404.10102"
PUBLISHED = (
    Published("kaplan-n", "Kaplan N", PARAMETERS, "0.076", False, _KAPLAN),
    Published("kaplan-d", "Kaplan D", TOKENS, "0.095", False, _KAPLAN),
    Published("kaplan-c", "Kaplan C", COMPUTE, "0.050", False, _KAPLAN),
    Published("chinchilla-n", "Chinchilla N", PARAMETERS, "0.34", True, _HOFFMANN),
    Published("chinchilla-d", "Chinchilla D", TOKENS, "0.28", True, _HOFFMANN),
    Published("refit-n", gettext_lazy("Chinchilla N, refit"), PARAMETERS, "0.3478", True, _BESIROGLU),
    Published("refit-d", gettext_lazy("Chinchilla D, refit"), TOKENS, "0.3658", True, _BESIROGLU),
)
FIRST_SHOWN = frozenset({"kaplan-n", "chinchilla-n"})


@dataclass(frozen=True)
class MeasuredCurve:
    """Bits per byte at several sizes; ``key`` names it in the address, ``remark`` says how it came about."""

    key: str
    name: str
    points: tuple[Point, ...]
    remark: str = ""
    shape: str = ""  # that one would have it drawn in, as on every other page

    @cached_property
    def law(self) -> Law | None:
        return fit(self.points)

    @property
    def total_exponent(self) -> float:
        """Of all of the loss, floor and all: what compares with laws that have no floor."""
        return plain_exponent(self.points)


@dataclass(frozen=True)
class Option:
    key: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Explorer:
    reader: User | AnonymousUser
    query: QueryDict

    @cached_property
    def measured(self) -> list[MeasuredCurve]:
        return [*self._references, *self._shipped, *self._own]

    @property
    def _first_shown(self) -> set[str]:
        """The reference, the reader's latest, and as many of the others as there are shapes left."""
        first = [*self._references, *self._own[:1], *self._shipped]
        return {each.key for each in first[:MOST_CURVES]}

    @cached_property
    def asked_for(self) -> list[MeasuredCurve]:
        wanted = self._first_shown if self._is_first_visit else set(self.query.getlist("curve"))
        return [each for each in self.measured if each.key in wanted]

    @property
    def chosen(self) -> list[MeasuredCurve]:
        """As many as there are shapes."""
        return self.asked_for[:MOST_CURVES]

    @property
    def left_out(self) -> list[MeasuredCurve]:
        """Ticked, and one too many for the picture."""
        return self.asked_for[MOST_CURVES:]

    @cached_property
    def through(self) -> MeasuredCurve | None:
        """The curve at whose smallest size the published lines begin."""
        wanted = self.query.get("through")
        return next(
            (each for each in self.chosen if each.key == wanted), self.chosen[0] if self.chosen else None
        )

    @property
    def laws(self) -> list[Published]:
        wanted = FIRST_SHOWN if self._is_first_visit else set(self.query.getlist("law"))
        return [each for each in PUBLISHED if each.key in wanted]

    @property
    def curve_options(self) -> list[Option]:
        chosen = {each.key for each in self.chosen}
        return [Option(each.key, each.name, each.key in chosen) for each in self.measured]

    @property
    def law_options(self) -> list[Option]:
        chosen = {each.key for each in self.laws}
        return [Option(each.key, f"{each.name} · {each.written}", each.key in chosen) for each in PUBLISHED]

    @property
    def through_options(self) -> list[Option]:
        return [Option(each.key, each.name, each == self.through) for each in self.chosen]

    @property
    def drawn(self) -> list[tuple[MeasuredCurve, str]]:
        """With the shape of its points: its own where that is free, else another."""
        shapes: dict[str, str] = {}
        for each in sorted(self.chosen, key=lambda each: not each.shape):
            free = [
                shape for shape in (each.shape, *reversed(SHAPES)) if shape and shape not in shapes.values()
            ]
            shapes[each.key] = free[0]
        return [(each, shapes[each.key]) for each in self.chosen]

    @cached_property
    def drawing(self) -> Drawing | None:
        """Without names in the picture: they are too long for it, and the table beside it has the shapes."""
        if self.through is None:
            return None
        series = [
            Series(each.name, shape, each.points, law=each.law, is_named=False) for each, shape in self.drawn
        ]
        return Drawing(series, [_slope(law, self.through) for law in self.laws])

    @property
    def slopes(self) -> list[tuple[Published, int]]:
        """With the number of its line in the picture."""
        return [(law, at % 4) for at, law in enumerate(self.laws)]

    @property
    def published(self) -> Sequence[Published]:
        return PUBLISHED

    @property
    def _is_first_visit(self) -> bool:
        return "drawn" not in self.query

    @cached_property
    def _versions(self) -> list[tuple[ProblemVersion, Family]]:
        problems = Problem.objects.visible_to(self.reader).filter(active_version__isnull=False)
        return [
            (version, family)
            for problem in problems.select_related("active_version")
            if (version := problem.active_version)
            for family in version.package.families
            if family.curve and family.public
        ]

    @cached_property
    def _references(self) -> list[MeasuredCurve]:
        return list(self._of_references())

    def _of_references(self) -> Iterable[MeasuredCurve]:
        for version, family in self._versions:
            for speed_class, families in (version.baseline or {}).items():
                points = curve((families.get(family.name) or {}).get("curve"))
                if len(points) >= 2:
                    name = _("Reference: %(problem)s") % {"problem": version.title(reader_language())}
                    key = f"{version.problem_id}-{family.name}-{speed_class}"
                    yield MeasuredCurve(
                        key,
                        name,
                        points,
                        _("Blobs that decode, made and measured by this site's judge."),
                        "reference",
                    )

    @property
    def _shipped(self) -> Iterable[MeasuredCurve]:
        for each in shipped_curves():
            yield MeasuredCurve(each.key, each.name, each.points, each.remark)

    @cached_property
    def _own(self) -> list[MeasuredCurve]:
        return list(self._of_reader())

    def _of_reader(self) -> Iterable[MeasuredCurve]:
        if not isinstance(self.reader, User) or not self._versions:
            return
        families = {family.name for _version, family in self._versions}
        own = Submission.objects.filter(
            author=self.reader,
            version__in=[version.pk for version, _family in self._versions],
            judgings__state=DONE,
        )
        for submission in own.with_result().distinct()[:MOST_OWN]:
            yield from _curves_of(submission, families)


def _curves_of(submission: Submission, families: set[str]) -> Iterable[MeasuredCurve]:
    for result in submission.judging.results.all():
        points = curve(shown(result.figures).get("curve"))
        if result.split == BOARD and result.family in families and len(points) >= 2:
            name = _("Your submission %(id)s") % {"id": submission.short_id}
            yield MeasuredCurve(
                str(submission.pk),
                name,
                points,
                _("Blobs that decode, made and measured by this site's judge."),
                "own",
            )


def _slope(law: Published, through: MeasuredCurve) -> Slope:
    """Through the smallest size of a curve; above its floor where the exponent is one of that."""
    floor = through.law.floor if law.of_reducible and through.law else 0.0
    return Slope(law.name, law.exponent, floor, through.points[0])
