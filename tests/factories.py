"""Plain functions that make what tests need. Everyone may append."""

from itertools import count
from typing import Any
from uuid import uuid4

from accounts.models import User
from judge.package import canonical_zip
from judge.storage import open_storage
from problems.models import PUBLISHED, DataSet, Problem, ProblemVersion
from submissions.models import Judging, Submission, Trial
from tests.small_package import STARTER, package_files

_numbers = count(1)


def make_user(role: str = "candidate", **fields: Any) -> User:
    """An account that can log in with the password "a long pass phrase"."""
    username = fields.pop("username", f"{role}-{next(_numbers)}")
    password = fields.pop("password", "a long pass phrase")
    return User.objects.create_user(username, password=password, role=role, **fields)


def make_version(
    slug: str | None = None, *, is_ready: bool = True, state: str = PUBLISHED, **package: Any
) -> ProblemVersion:
    """A version of the small package as its problem's active one; ``package`` goes to package_files."""
    slug = slug or f"small-{next(_numbers)}"
    digest = open_storage().put(canonical_zip(package_files(slug, **package)))
    problem, _created = Problem.objects.get_or_create(slug=slug)
    version = ProblemVersion.objects.create(
        problem=problem, number=problem.versions.count() + 1, package_digest=digest, state=state
    )
    if is_ready:
        make_ready(version)
    if state == PUBLISHED:
        Problem.objects.filter(pk=problem.pk).update(active_version=version)
        problem.active_version = version
    return version


def make_version_of(files: dict[str, bytes], slug: str) -> ProblemVersion:
    """A package of any kind as its problem's active version, ready to be judged on."""
    digest = open_storage().put(canonical_zip(files))
    problem = Problem.objects.create(slug=slug)
    version = ProblemVersion.objects.create(problem=problem, number=1, package_digest=digest, state=PUBLISHED)
    make_ready(version)
    Problem.objects.filter(pk=problem.pk).update(active_version=version)
    return version


def make_ready(version: ProblemVersion) -> None:
    """As if the judge had built the hidden data; no data stand behind the digests."""
    for family in version.package.families:
        DataSet.objects.create(
            version=version, family=family.name, split="board", digest="0" * 64, bytes=family.bytes
        )
    version.data_digest = "1" * 64
    version.baseline = {"interpreted": {"words": {"ratio": 2.0, "bits_per_byte": 4.0}}}
    version.save()


def make_submission(
    author: User,
    version: ProblemVersion | None = None,
    *,
    judged: dict[str, Any] | None = None,
    **fields: Any,
) -> Submission:
    """A submission with its first judging, queued; ``judged`` are fields of the judging."""
    version = version or make_version()
    submission = Submission.objects.create(
        author=author,
        version=version,
        **{"language": "python3", "source": STARTER, "idempotency_key": uuid4().hex, **fields},
    )
    Judging.objects.create(submission=submission, version=version, **(judged or {}))
    return submission


def make_trial(author: User, version: ProblemVersion | None = None, **fields: Any) -> Trial:
    version = version or make_version()
    return Trial.objects.create(
        author=author, version=version, **{"language": "python3", "source": STARTER, **fields}
    )
