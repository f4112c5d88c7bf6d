"""The check that a package must pass before it is published: form, data, reference, own submissions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from judge.bars import Reached, measure_bars, of_bars, unmeasured
from judge.baseline import run_reference
from judge.data import generate
from judge.errors import PackageError
from judge.job import DataRef, Job
from judge.judging import Enough, judge
from judge.languages import LANGUAGES, SPEED_CLASSES
from judge.package import Expectation, Finding, Package, expectations
from judge.package.finding import error, note
from judge.package.form import line_of
from judge.package.reader import form_warnings
from judge.package.reading import FILE
from judge.prepare import BOARD, ensure_split, job_baseline, stage_teller
from judge.report import Report
from judge.seed import SAMPLE
from judge.storage import Storage, digest_of

LEAST_RATIO = 1.2
MOST_CHARGE_SHARE = 0.02
LEAST_QUALITY = 0.5
# Small data and few pairs move a score; a quick check says nothing about differences this small.
QUICK_SLACK = 5.0
Json = dict[str, Any]
Tell = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Outcome:
    """What a submission of the package was to get, and what it got, in so many seconds."""

    path: str
    expected: str
    verdict: str
    score: float | None
    ok: bool
    seconds: float


@dataclass(frozen=True)
class Ready:
    """Data and baseline that the submissions are judged on, as a job carries them."""

    references: tuple[DataRef, ...]
    baseline: Mapping[str, Any]
    split: str
    quick: bool

    @property
    def figures(self) -> Mapping[str, Mapping[str, Any]]:
        """Of each class of languages that this machine has, the reference's figures by family."""
        top = self.baseline if self.split == BOARD else self.baseline[self.split]
        return {name: top[name] for name in SPEED_CLASSES if name in top}


def verify(package: Package, storage: Storage, tell: Tell, *, quick: bool = False) -> Json:
    """Findings, the bars, and the outcome of every submission. ``ok`` when no finding is an error; a bar is no
    finding, since a package is in order on a slower machine, too.

    Raises JudgeError for faults of the judge, never for those of a package.
    """
    findings = form_warnings(package)
    outcomes: list[Outcome] = []
    reached: list[Reached] = []
    try:
        ready = _quick(package, storage, tell) if quick else _full(package, storage, tell)
        findings += _generated_twice(package, ready, tell)
        findings += _reference_findings(package, ready)
        reached = _bars(package, ready, storage, tell)
        for outcome, finding in _submissions(package, ready, storage, tell):
            outcomes.append(outcome)
            findings += [finding] if finding else []
    except PackageError as broken:
        findings += broken.findings
    return {
        "ok": all(finding.severity != "error" for finding in findings),
        "findings": [finding.to_dict() for finding in findings],
        "submissions": [asdict(outcome) for outcome in outcomes],
        "bars": [each.to_dict() for each in reached],
    }


def _full(package: Package, storage: Storage, tell: Tell) -> Ready:
    """The board's own data: once the package is published, they are there already."""
    manifest = ensure_split(package, BOARD, storage, tell)
    return Ready(manifest.split(BOARD), job_baseline(manifest), BOARD, quick=False)


def _quick(package: Package, storage: Storage, tell: Tell) -> Ready:
    """An eighth of the data, from the public seed, known to nobody afterwards."""
    references = []
    for done, family in enumerate(package.families):
        stage_teller(tell, "data")(family, done, len(package.families))
        data = generate(package, family, SAMPLE, quick=True)
        references.append(DataRef(family.name, SAMPLE, storage.put(data), len(data)))
    baseline = run_reference(package, references, storage, stage_teller(tell, "reference"))
    return Ready(tuple(references), {SAMPLE: baseline}, SAMPLE, quick=True)


def _bars(package: Package, ready: Ready, storage: Storage, tell: Tell) -> list[Reached]:
    """Of an eighth of the data nothing is said: ratios grow with the data."""
    if ready.quick:
        return unmeasured(package, "not measured with --quick")
    digests = {item.family: item.digest for item in ready.references}
    data = {family.name: storage.get(digests[family.name]) for family in of_bars(package)}
    return measure_bars(package, data, stage_teller(tell, "bars"))


def _generated_twice(package: Package, ready: Ready, tell: Tell) -> Iterator[Finding]:
    for done, item in enumerate(ready.references):
        family = package.family(item.family)
        stage_teller(tell, "data")(family, done, len(ready.references))
        again = generate(package, family, ready.split, quick=ready.quick)
        if digest_of(again) != item.digest:
            yield error(
                f"data/generators/{family.generator}",
                None,
                "deterministic",
                f"{family.name}: the same seed and size gave other bytes the second time; draw from the "
                "seed alone, and let no order depend on hashing or memory addresses",
            )


def _reference_findings(package: Package, ready: Ready) -> Iterator[Finding]:
    """Rules that a score needs: a family that can be packed, a charge that readable code can pay."""
    for speed_class in package.references:
        if speed_class not in ready.figures:
            language = LANGUAGES[package.reference_language(speed_class)].title
            why = f"nothing {speed_class} is checked: there is no toolchain for {language} on this machine"
            yield note(FILE, line_of(package.files, "lossless", "references", speed_class), "language", why)
    if ready.quick:
        yield note(FILE, None, "quick", "ratio, charge and bars of the reference are checked without --quick")
        return
    for speed_class, figures in ready.figures.items():
        yield from _class_findings(package, speed_class, figures)


def _class_findings(package: Package, speed_class: str, known: Mapping[str, Any]) -> Iterator[Finding]:
    yield from _task_findings(package, known)
    scored = [(family, known[family.name]) for family in package.scored_families]
    for family, figures in scored:
        if figures["ratio"] < LEAST_RATIO:
            yield error(
                FILE,
                line_of(package.files, "lossless", "families", family.name),
                "ratio",
                f"{family.name}: the {speed_class} reference's ratio is {figures['ratio']:.3f}, a scored "
                f"family needs {LEAST_RATIO}; set scored: false",
            )
    if not scored:
        return
    total, charge = sum(figures["size"] for _, figures in scored), scored[0][1]["charge_bytes"]
    if charge > MOST_CHARGE_SHARE * total:
        yield error(
            FILE,
            line_of(package.files, "lossless", "families"),
            "charge",
            f"the {speed_class} reference's charge is {charge:,} bytes, {charge / total:.1%} of its total of "
            f"{total:,.0f}; expected at most {MOST_CHARGE_SHARE:.0%}: make the data larger",
        )


def _task_findings(package: Package, known: Mapping[str, Any]) -> Iterator[Finding]:
    for family in package.families:
        figures = known.get(family.name)
        if family.function and figures and figures["quality"] < LEAST_QUALITY:
            yield error(
                FILE,
                line_of(package.files, "lossless", "families", family.name),
                "quality",
                f"{family.name}: the reference's answer is worth {figures['quality']:.2f} of 1, expected at least "
                f"{LEAST_QUALITY}; all scores are multiples of it",
            )


def _submissions(
    package: Package, ready: Ready, storage: Storage, tell: Tell
) -> Iterator[tuple[Outcome, Finding | None]]:
    expected, _ = expectations(package.files, package.submissions())
    for done, (path, expectation) in enumerate(expected.items()):
        tell(
            {
                "type": "stage",
                "stage": "submissions",
                "family": None,
                "file": path,
                "done": done,
                "total": len(expected),
            }
        )
        job = _job(package, path, ready)
        if LANGUAGES[job.language].speed_class not in ready.figures:
            continue  # No reference of its class has run here, as a finding says.
        report = judge(package, job, storage, _quiet, enough=score_is_known(expectation))
        outcome = _outcome(path, expectation, report, ready)
        yield outcome, None if outcome.ok else _finding(expectation, outcome, report)


def _job(package: Package, path: str, ready: Ready) -> Job:
    return Job(
        id=path,
        attempt=1,
        kind="judge",
        package=package.digest,
        data=ready.references,
        baseline=ready.baseline,
        language=package.submission_language(path),
        source=package.files[path],
        splits=(ready.split,),
        quick=ready.quick,
    )


def score_is_known(expectation: Expectation) -> Enough:
    """A score is not measured more finely than what is expected of it asks for."""

    def holds(low: float, high: float) -> bool:
        return expectation.low is None or all(expectation.has_score(end) for end in (low, high))

    return holds


def _outcome(path: str, expectation: Expectation, report: Report, ready: Ready) -> Outcome:
    slack = QUICK_SLACK if ready.quick else 0.0
    ok = expectation.holds(report.verdict, report.score, slack)
    return Outcome(path, str(expectation), report.verdict, report.score, ok, report.seconds["total"])


def _finding(expectation: Expectation, outcome: Outcome, report: Report) -> Finding:
    got = f"{outcome.verdict}, score {outcome.score or 0.0:.1f}"
    families = [f"{row.family} {row.verdict}" for row in report.data_sets if row.verdict != "AC"]
    where = f" ({', '.join(families)})" if families else ""
    why = f": {report.message.strip().splitlines()[-1]}" if report.message.strip() else ""
    return error(
        expectation.file,
        expectation.line,
        "expectation",
        f"{outcome.path}: expected {outcome.expected}, got {got}{where}{why}",
    )


def _quiet(message: Mapping[str, Any]) -> None:
    """The stages of one submission are of no interest to who watches the package."""
