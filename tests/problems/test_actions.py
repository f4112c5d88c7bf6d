"""Versions: shipped, uploaded, checked, published, retired."""

from typing import Any

import pytest

from accounts.models import AuditEntry, User
from judge.errors import PackageError
from problems import actions
from problems.models import PREPARE, VERIFY, PackageJob, Problem, ProblemVersion
from tests.judge_messages import deliver, put_out
from tests.problems.uploads import bomb, escaping, with_link, zipped
from tests.small_package import package_files

pytestmark = pytest.mark.django_db
PASSED = {"ok": True, "findings": [], "submissions": []}


def uploaded(admin: User, **package: Any) -> ProblemVersion:
    return actions.import_package(zipped(package_files(**package)), admin)


def check(version: ProblemVersion, report: dict[str, object]) -> None:
    deliver(put_out(version.jobs.get(kind=VERIFY)), "report", report=report)
    version.refresh_from_db()


def published(admin: User, **package: Any) -> ProblemVersion:
    version = uploaded(admin, **package)
    check(version, PASSED)
    actions.publish(version, admin)
    return version


def audit() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_shipped_packages_are_published_and_their_data_are_built() -> None:
    versions = actions.load_shipped_packages()
    assert {version.problem.slug for version in versions} >= {"lz77"}
    assert all(version.state == "published" for version in versions)
    assert PackageJob.objects.filter(kind=PREPARE).count() == len(versions)


def test_the_problem_of_the_demonstration_comes_first() -> None:
    assert actions.load_shipped_packages()[0].problem.slug == "lz77"


def test_a_site_may_want_some_of_them(settings: Any) -> None:
    settings.SHIPPED_PROBLEMS = ["lz77"]
    assert [version.problem.slug for version in actions.load_shipped_packages()] == ["lz77"]


def test_loading_twice_changes_nothing() -> None:
    actions.load_shipped_packages()
    before = list(ProblemVersion.objects.values_list("pk", "state")), PackageJob.objects.count()
    assert actions.load_shipped_packages() == []
    assert (list(ProblemVersion.objects.values_list("pk", "state")), PackageJob.objects.count()) == before


def test_a_failed_building_of_data_is_started_anew_at_the_next_start() -> None:
    actions.load_shipped_packages()
    PackageJob.objects.update(state="done", fault="the disk was full")
    actions.load_shipped_packages()
    assert PackageJob.objects.filter(state="queued").count() == Problem.objects.count()


def test_a_changed_shipped_package_becomes_the_next_version(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("shipped")
    monkeypatch.setattr(actions, "SHIPPED", folder)
    for version in ("1", "2"):
        for name, data in package_files(version=version).items():
            (folder / "small" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "small" / name).write_bytes(data)
        actions.load_shipped_packages()
    states = ProblemVersion.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "retired"), (2, "published")]


def test_an_upload_is_kept_as_a_draft_and_checked(admin: User) -> None:
    version = uploaded(admin)
    assert (version.number, version.state, version.created_by) == (1, "draft", admin)
    assert version.jobs.get().kind == VERIFY
    assert version.problem.active_version is None
    assert audit() == ["version.imported", "version.verify_started"]


def test_a_folder_around_the_package_is_ignored(admin: User) -> None:
    version = actions.import_package(zipped(folder="small-1.0/"), admin)
    with pytest.raises(actions.SamePackage):
        actions.import_package(zipped(), admin)
    assert version.package.slug == "small"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "zip"),
        (b"not a zip", "zip"),
        (zipped()[:-40], "zip"),
        (bomb(), "size"),
        (with_link(), "link"),
        (escaping(), "name"),
        (zipped({}), "file"),
        (zipped({"readme.txt": b"x"}), "file"),
        (zipped(package_files() | {"problem.yaml": b"a: [1"}), "yaml"),
        (zipped(package_files() | {"problem.yaml": b"type: scoring\n"}), "form"),
    ],
)
def test_a_bad_upload_is_refused_with_its_rule_and_keeps_nothing(admin: User, data: bytes, rule: str) -> None:
    with pytest.raises(PackageError) as refused:
        actions.import_package(data, admin)
    assert rule in {finding.rule for finding in refused.value.findings}
    assert not Problem.objects.exists()
    assert audit() == []


def test_a_zip_of_very_many_names_is_refused(admin: User) -> None:
    many = zipped({f"data/sample/{number}": b"" for number in range(20_000)})
    with pytest.raises(PackageError):
        actions.import_package(many, admin)


def test_another_problem_cannot_take_a_slug(admin: User) -> None:
    uploaded(admin)
    other = package_files()
    other["problem.yaml"] = other["problem.yaml"].replace(b"00000000-0000", b"10000000-0000")
    with pytest.raises(PackageError, match="another problem"):
        actions.import_package(zipped(other), admin)
    assert Problem.objects.count() == 1


def test_a_version_that_is_not_checked_cannot_be_published(admin: User) -> None:
    version = uploaded(admin)
    with pytest.raises(actions.NotVerified):
        actions.publish(version, admin)
    assert version.problem.active_version is None


def test_a_version_whose_check_failed_cannot_be_published(admin: User) -> None:
    version = uploaded(admin)
    check(version, PASSED | {"ok": False})
    with pytest.raises(actions.NotVerified):
        actions.publish(version, admin)


def test_a_checked_version_has_its_data_built_and_can_be_published(admin: User) -> None:
    version = uploaded(admin)
    check(version, PASSED)
    assert version.state == "verified"
    assert version.jobs.filter(kind=PREPARE).count() == 1
    actions.publish(version, admin)
    assert Problem.objects.get().active_version == version
    assert audit()[-1] == "version.published"


def test_publishing_retires_the_version_before(admin: User) -> None:
    first = published(admin)
    second = published(admin, version="2")
    first.refresh_from_db()
    assert (first.state, second.state) == ("retired", "published")
    assert Problem.objects.get().active_version == second


def test_a_former_version_can_be_published_again(admin: User) -> None:
    first = published(admin)
    published(admin, version="2")
    actions.publish(first, admin)
    assert Problem.objects.get().active_version == first
    assert ProblemVersion.objects.filter(state="published").count() == 1


def test_a_retired_problem_is_off_the_list(admin: User, candidate: User) -> None:
    version = published(admin)
    actions.retire(version, admin)
    assert version.state == "retired"
    assert not Problem.objects.visible_to(candidate).exists()
    assert Problem.objects.visible_to(admin).exists()
    assert audit()[-1] == "version.retired"


def test_a_running_check_is_not_started_twice(admin: User) -> None:
    version = uploaded(admin)
    assert actions.start_verify(version, admin) == version.jobs.get()
