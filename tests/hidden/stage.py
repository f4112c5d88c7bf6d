"""A site with one problem whose hidden data hold a known secret, and judgings of it by the real judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from accounts.models import ApiToken
from interviews.models import Comment, Decision
from judge import runner
from judge.baseline import run_reference
from judge.job import DataRef
from judge.package import canonical_zip
from judge.report import is_searched
from judge.storage import Storage, open_storage
from problems.models import DRAFT, PUBLISHED, DataSet, Problem, ProblemVersion
from questions import mocks
from questions.models import Attempt
from submissions.models import Judging, Submission
from tests.factories import make_submission, make_trial, make_user, make_version
from tests.hidden.colluders import REFERENCE, hidden_data
from tests.hidden.everything import Look, every_look, fresh, live_looks, seen
from tests.judge_messages import deliver, figures, put_out, report, trial_report
from tests.small_package import package_files
from tests.test_rights import World

# Speeds are measured and never the same twice; they are counted by themselves and held still here.
STILL = {"speed_ratio": 1.0, "low": 0.99, "high": 1.01}


# Places in every_look, found out once: the looks are as many at every stage, in the same order.
_reacting: list[int] = []


@dataclass
class Seen:
    """All that people saw of one judging: every page after it, and the live ones after each message."""

    verdict: str
    failing_input: Any
    after: dict[Look, str] = field(default_factory=dict)
    live: list[dict[Look, str]] = field(default_factory=list)


@dataclass
class Stage:
    version: ProblemVersion
    world: World
    storage: Storage

    @classmethod
    def set_up(cls) -> "Stage":
        storage = open_storage()
        version = make_problem(storage)
        people = {role: make_user(role) for role in ("interviewer", "admin")}
        people |= {name: make_user("candidate") for name in ("stranger", "owner")}
        owner = people["owner"]
        shared = make_submission(owner, version, is_shared=True)
        hidden, trial = make_submission(owner, version), make_trial(owner, version)
        # What is not judged here has ended: an event stream of something that goes on has no end.
        deliver(put_out(hidden.judging), "report", report=report())
        deliver(put_out(trial), "report", report=trial_report())
        world = World(
            people=people,
            hidden=hidden,
            shared=shared,
            trial=trial,
            token=ApiToken.objects.issue(owner, "laptop", "read")[0],
            comment=Comment.objects.create(submission=shared, author=people["interviewer"], line=1, text="?"),
            draft=make_version(state=DRAFT),
            attempt=Attempt.objects.create(user=owner, question="scaling-law", language="en", text="A law."),
            mock=mocks.start(owner, 15, "en"),
        )
        Decision.objects.create(submission=shared, reviewer=people["interviewer"], decision="yes", note="")
        return cls(version, world, storage)

    @property
    def reacting(self) -> list[Look]:
        """Those of every look whose text changes at all with what the judge says."""
        if not _reacting:
            passed, failed = self.show(report()), self.show(report("WA", data_sets=[figures(verdict="WA")]))
            _reacting.extend(at for at, look in enumerate(passed) if passed[look] != failed[look])
        looks = every_look(self.world)
        return [looks[at] for at in _reacting]

    def judge(self, source: str, n: int) -> Seen:
        """The colluder judged on data that hold ``n``, by the real judge, its messages sent on as they come."""
        looks, digest = self.reacting, self.hide(n)
        judging = self.begin_again(source)
        looked = Seen("", None)

        def tell(message: Mapping[str, Any]) -> None:
            deliver(judging, **kind_and_body(steadied(message)))
            looked.live.append(seen(self.world, live_looks(self.world), [digest]))

        job = replace(judging.to_job(), quick=True)
        told = runner.run(job, self.storage, tell)
        tell({"type": "report", "report": told})
        if is_searched("judge", {"type": "report", "report": told}):
            found = runner.failing_input(job, self.storage, told, lambda: False)
            tell({"type": "failing_input", "input": {**found, "tries": 1, "seconds": 1.0} if found else None})
        judging = fresh(self.world.shared).judging
        looked.verdict, looked.failing_input = judging.verdict, judging.failing_input
        looked.after = seen(self.world, looks, [digest])
        return looked

    def show(self, told: Mapping[str, Any]) -> dict[Look, str]:
        """Everything after a judging that ended with this report of the operator's."""
        judging = self.begin_again(REFERENCE)
        deliver(judging, "report", report=told)
        deliver(judging, "failing_input", input=None)
        return seen(self.world, every_look(self.world))

    def hide(self, n: int) -> str:
        data = hidden_data(n)
        digest = self.storage.put(data)
        self.version.data_sets.update(digest=digest, bytes=len(data))
        return digest

    def begin_again(self, source: str) -> Judging:
        """The same submission with this source, not judged yet: everything else stays as it is."""
        shared = fresh(self.world.shared)
        before = shared.judging
        Submission.objects.filter(pk=shared.pk).update(source=source)
        Judging.objects.filter(submission=shared).delete()
        judging = Judging(pk=before.pk, submission=shared, version=self.version)
        judging.save(force_insert=True)
        put_out(judging)
        return fresh(shared).judging


def make_problem(storage: Storage) -> ProblemVersion:
    """A version whose reference was run on data like the hidden ones."""
    files = {
        **package_files("collusion", code_kib=8),
        "submissions/accepted/reference.py": REFERENCE.encode(),
    }
    problem = Problem.objects.create(slug="collusion")
    version = ProblemVersion.objects.create(
        problem=problem, number=1, package_digest=storage.put(canonical_zip(files)), state=PUBLISHED
    )
    Problem.objects.filter(pk=problem.pk).update(active_version=version)
    problem.active_version = version
    data = hidden_data(0)
    references = [
        DataRef(family.name, "board", storage.put(data), len(data)) for family in version.package.families
    ]
    for reference in references:
        DataSet.objects.create(
            version=version, family=reference.family, split="board", digest=reference.digest, bytes=len(data)
        )
    version.data_digest = "1" * 64
    version.baseline = run_reference(version.package, references, storage)
    version.save()
    return version


def kind_and_body(message: Mapping[str, Any]) -> dict[str, Any]:
    """A message without its envelope, which is put on anew."""
    rest = {key: value for key, value in message.items() if key not in ("schema", "job", "attempt", "type")}
    return {"kind": message["type"], **rest}


def steadied(message: Mapping[str, Any]) -> dict[str, Any]:
    """The message with every measured speed, and the score that follows from it, the same."""
    if message["type"] == "data_set":
        return {**message, "figures": steady_figures(message["figures"])}
    if message["type"] == "report":
        report = message["report"]
        rows = [steady_figures(row) for row in report["data_sets"]]
        still = {"score": 50.0, "imprecise": False} if report["verdict"] == "AC" else {}
        return {**message, "report": {**report, "data_sets": rows, **still}}
    return dict(message)


def steady_figures(row: Mapping[str, Any]) -> dict[str, Any]:
    sides = {each: {**row[each], **STILL} for each in ("compress", "decompress") if row[each]}
    return {**row, **sides}
