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
from problems.languages import reader_language
from problems.models import Problem, ProblemVersion
from submissions.curve_sheet import equation
from submissions.figures import curve
from submissions.models import BOARD, Submission
from submissions.panels import shown

MOST_OWN = 6
MOST_CURVES = 5


@dataclass(frozen=True)
class Published:
    """An exponent somebody published. ``of_reducible``: of the loss above its floor, not of all of it."""

    key: str
    name: str
    axis: Promise
    exponent: float
    of_reducible: bool
    source: str


PARAMETERS, TOKENS, COMPUTE = (
    gettext_lazy("parameters N"),
    gettext_lazy("training tokens D"),
    gettext_lazy("compute C"),
)
_KAPLAN = "Kaplan et al. 2020, Scaling Laws for Neural Language Models, arXiv:2001.08361"
_HOFFMANN = "Hoffmann et al. 2022, Training Compute-Optimal Large Language Models, arXiv:2203.15556"
_BESIROGLU = "Besiroglu et al. 2024, Chinchilla Scaling: A Replication Attempt, arXiv:2404.10102"
PUBLISHED = (
    Published("kaplan-n", "Kaplan N", PARAMETERS, 0.076, False, _KAPLAN),
    Published("kaplan-d", "Kaplan D", TOKENS, 0.095, False, _KAPLAN),
    Published("kaplan-c", "Kaplan C", COMPUTE, 0.050, False, _KAPLAN),
    Published("chinchilla-n", "Chinchilla N", PARAMETERS, 0.34, True, _HOFFMANN),
    Published("chinchilla-d", "Chinchilla D", TOKENS, 0.28, True, _HOFFMANN),
    Published("refit-n", "Chinchilla N, refit", PARAMETERS, 0.3478, True, _BESIROGLU),
    Published("refit-d", "Chinchilla D, refit", TOKENS, 0.3658, True, _BESIROGLU),
)
FIRST_SHOWN = frozenset({"kaplan-n", "chinchilla-n"})


@dataclass(frozen=True)
class MeasuredCurve:
    """Real blobs at several sizes; ``key`` names it in the address."""

    key: str
    name: str
    points: tuple[Point, ...]

    @cached_property
    def law(self) -> Law | None:
        return fit(self.points)

    @property
    def equation(self) -> str:
        return equation(self.law) if self.law else ""

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
        return [*self._references, *self._own]

    @cached_property
    def chosen(self) -> list[MeasuredCurve]:
        """As many as there are shapes; without any word of the reader all of them."""
        wanted = set(self.query.getlist("curve"))
        found = [each for each in self.measured if self._is_first_visit or each.key in wanted]
        return found[:MOST_CURVES]

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
        return [
            Option(each.key, f"{each.name} · {each.exponent:g}", each.key in chosen) for each in PUBLISHED
        ]

    @cached_property
    def drawing(self) -> Drawing | None:
        if not self.chosen:
            return None
        series = [
            Series(each.name, shape, each.points, law=each.law)
            for each, shape in zip(self.chosen, _shapes(self.chosen), strict=True)
        ]
        return Drawing(series, [_slope(law, self.chosen[0]) for law in self.laws])

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

    @property
    def _references(self) -> Iterable[MeasuredCurve]:
        for version, family in self._versions:
            for speed_class, families in (version.baseline or {}).items():
                points = curve((families.get(family.name) or {}).get("curve"))
                if len(points) >= 2:
                    name = _("Reference: %(problem)s") % {"problem": version.title(reader_language())}
                    yield MeasuredCurve(f"{version.problem_id}-{family.name}-{speed_class}", name, points)

    @property
    def _own(self) -> Iterable[MeasuredCurve]:
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
            yield MeasuredCurve(str(submission.pk), name, points)


def _shapes(chosen: Sequence[MeasuredCurve]) -> list[str]:
    return list(SHAPES[: len(chosen)])


def _slope(law: Published, through: MeasuredCurve) -> Slope:
    """Through the smallest size of the first curve; above its floor where the exponent is one of that."""
    floor = through.law.floor if law.of_reducible and through.law else 0.0
    return Slope(law.name, law.exponent, floor, through.points[0])
