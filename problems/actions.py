"""The only writer of problems and their versions. What people do is kept in the audit log."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from accounts.models import AuditEntry, User
from judge.errors import PackageError
from judge.package import Package, canonical_zip, read_folder, read_zip
from judge.package.finding import Finding, error
from judge.storage import open_storage
from problems.models import (
    PUBLISHED,
    RETIRED,
    VERIFIED,
    VERIFY,
    PackageJob,
    Problem,
    ProblemVersion,
)

SHIPPED = Path(__file__).parent / "packages"
# Its data are built before those of others: a site's demonstration is of this problem.
FIRST = "lz77"
# The unpacked limit of a package; a zip of one is hardly larger.
MAX_ZIP_BYTES = 96 * 1024 * 1024


class SamePackage(Exception):
    """The very same files were uploaded before, as this version."""

    def __init__(self, version: ProblemVersion) -> None:
        super().__init__(str(version))
        self.version = version


class NotVerified(Exception):
    """Only a version whose package verified is published."""


def load_shipped_packages() -> list[ProblemVersion]:
    """Make the packages of this folder versions, published at once: the project's tests verify them.

    A package that is known by its digest changes nothing, so an admin's later version stays published.
    Returns the new versions. Raises PackageError for a package that breaks the format.
    """
    packages = [read_folder(folder) for folder in _shipped_folders()]
    new = [version for version in map(_load_shipped, packages) if version is not None]
    for version in ProblemVersion.objects.filter(state=PUBLISHED, data_digest=""):
        version.ensure_prepared()
    return new


def _shipped_folders() -> list[Path]:
    """Of the problems that this site wants, or of all."""
    found = [path.parent for path in SHIPPED.glob("*/problem.yaml")]
    wanted = settings.SHIPPED_PROBLEMS or [folder.name for folder in found]
    return sorted(
        (folder for folder in found if folder.name in wanted),
        key=lambda folder: (folder.name != FIRST, folder),
    )


def import_package(zip_bytes: bytes, actor: User) -> ProblemVersion:
    """Keep an uploaded package as a draft and have it verified.

    Only parses; generators and submissions run in the judge's sandbox. Raises PackageError with every
    finding of form, and SamePackage.
    """
    package = read_zip(zip_bytes)
    with transaction.atomic():
        version = _new_version(package, created_by=actor)
        _record(actor, "version.imported", version)
        start_verify(version, actor)
    return version


def start_verify(version: ProblemVersion, actor: User | None) -> PackageJob:
    """Run the package's own submissions against what it expects of them; a running one is not doubled."""
    job, is_new = version.start(VERIFY)
    if is_new:
        _record(actor, "version.verify_started", version)
    return job


def publish(version: ProblemVersion, actor: User) -> None:
    """Show this version to candidates in place of the one before. Raises NotVerified."""
    with transaction.atomic():
        locked = ProblemVersion.objects.select_for_update().select_related("problem").get(pk=version.pk)
        if locked.state not in {VERIFIED, RETIRED}:
            raise NotVerified(str(locked))
        former = locked.problem.active_version
        _activate(locked)
        _record(actor, "version.published", locked, former=str(former.pk) if former else None)
    version.refresh_from_db()


def retire(version: ProblemVersion, actor: User) -> None:
    """Take the problem off the candidates' list; submissions and results stay."""
    with transaction.atomic():
        retired = ProblemVersion.objects.filter(pk=version.pk, state=PUBLISHED).update(state=RETIRED)
        Problem.objects.filter(active_version=version).update(active_version=None)
        if retired:
            _record(actor, "version.retired", version)
    version.refresh_from_db()


def _load_shipped(package: Package) -> ProblemVersion | None:
    with transaction.atomic():
        try:
            version = _new_version(package, created_by=None)
        except SamePackage:
            return None
        _activate(version)
        _record(None, "version.shipped", version)
    return version


def _new_version(package: Package, created_by: User | None) -> ProblemVersion:
    """Raises SamePackage, and PackageError where another problem has the slug."""
    problem = _problem_of(package)
    same = problem.versions.filter(package_digest=package.digest).first()
    if same is not None:
        raise SamePackage(same)
    open_storage().put(canonical_zip(package.files))
    last = problem.versions.aggregate(last=Max("number"))["last"] or 0
    return ProblemVersion.objects.create(
        problem=problem, number=last + 1, package_digest=package.digest, created_by=created_by
    )


def _problem_of(package: Package) -> Problem:
    if Problem.objects.filter(slug=package.slug).exclude(pk=package.uuid).exists():
        raise PackageError(
            [_slug_finding(f"{package.slug!r} is the slug of another problem; choose another")]
        )
    problem, _created = Problem.objects.get_or_create(pk=package.uuid, defaults={"slug": package.slug})
    if problem.slug != package.slug:
        raise PackageError([_slug_finding(f"this problem has the slug {problem.slug!r}, and addresses stay")])
    return problem


def _slug_finding(message: str) -> Finding:
    return error("problem.yaml", None, "slug", f"lossless.slug: {message}")


def _activate(version: ProblemVersion) -> None:
    problem = version.problem
    problem.versions.filter(state=PUBLISHED).exclude(pk=version.pk).update(state=RETIRED)
    version.state = PUBLISHED
    version.save(update_fields=["state"])
    problem.active_version = version
    problem.save(update_fields=["active_version"])
    version.ensure_prepared()


def _record(actor: User | None, action: str, version: ProblemVersion, **details: object) -> None:
    AuditEntry.objects.record(
        actor,
        action,
        str(version.pk),
        problem=version.problem.slug,
        number=version.number,
        **details,
    )
