"""Hidden data: from the sandbox, by a seed that gives nothing away, the same every time."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.data import build_split, generate, quick_bytes
from judge.errors import PackageError
from judge.manifest import data_digest, read_manifest, write_manifest
from judge.package import Package
from judge.prepare import ensure_split
from judge.seed import data_secret, family_seed
from judge.storage import FolderStorage

TELLS_ITS_SEED = "def generate(seed, size):\n    return (seed * size)[:size]\n"
LOGS = "data/generators/logs.py"


@pytest.fixture
def own_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secret" / "data-seed"
    monkeypatch.setenv("LOSSLESS_DATA_SEED", str(path))
    return path


def test_the_secret_is_made_once_and_for_its_owner_alone(own_secret: Path) -> None:
    first = data_secret()
    assert data_secret() == first == own_secret.read_bytes()
    assert len(first) == 32
    assert own_secret.stat().st_mode & 0o777 == 0o600
    assert own_secret.parent.stat().st_mode & 0o777 == 0o700


def test_two_first_users_agree_on_the_secret(own_secret: Path) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(data_secret())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_version_family_and_split_each_change_the_seed(own_secret: Path) -> None:
    seeds = {
        family_seed(digest, "slug", family, split)
        for digest in ("a", "b")
        for family in ("text", "logs")
        for split in ("board", "final")
    }
    assert len(seeds) == 8
    assert all(data_secret() not in seed for seed in seeds)


def test_the_shown_split_is_the_same_everywhere(own_secret: Path) -> None:
    before = family_seed("a", "slug", "text", "sample")
    own_secret.parent.mkdir()
    own_secret.write_bytes(b"another secret")
    assert family_seed("b", "slug", "text", "sample") == before


def test_a_generator_gets_a_derived_seed_and_never_the_secret(
    own_secret: Path, changed_package: Callable[..., Package]
) -> None:
    package = changed_package({LOGS: TELLS_ITS_SEED})
    told = generate(package, package.family("logs"), "board")
    assert told.startswith(family_seed(package.digest, package.slug, "logs", "board"))
    assert data_secret() not in told


def test_the_same_seed_gives_the_same_bytes(any_codec: Package) -> None:
    logs = any_codec.family("logs")
    assert generate(any_codec, logs, "sample") == generate(any_codec, logs, "sample")
    assert len(generate(any_codec, logs, "sample")) == logs.bytes


def test_quick_data_are_an_eighth_but_never_tiny(any_codec: Package) -> None:
    assert quick_bytes(any_codec.family("logs")) == 16_384


@pytest.mark.parametrize(
    ("generator", "complaint"),
    [
        ("def generate(seed, size):\n    return b'short'\n", "expected exactly 131,072 bytes, got 5"),
        ("def generate(seed, size):\n    return 'text'\n", "must return bytes"),
        ("def generate(seed, size):\n    open('/etc/passwd')\n", "passwd"),
        ("def make(seed, size):\n    return bytes(size)\n", "generate"),
        ("def generate(seed, size:\n", "SyntaxError"),
        ("def generate(seed, size):\n    return bytes(size + 1)\n", "OLE"),
    ],
)
def test_a_generator_that_fails_is_named_with_the_reason(
    changed_package: Callable[..., Package], tmp_path: Path, generator: str, complaint: str
) -> None:
    package = changed_package({LOGS: generator})
    with pytest.raises(PackageError) as raised:
        build_split(package, "sample", FolderStorage(tmp_path / "storage"))
    (finding,) = raised.value.findings
    assert finding.file == LOGS
    assert complaint in finding.message


def test_a_split_is_built_once(any_codec: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("judge.manifest.var_folder", lambda: tmp_path)
    storage, stages = FolderStorage(tmp_path / "storage"), []
    first = ensure_split(any_codec, "sample", storage, lambda message: stages.append(message["stage"]))
    assert list(dict.fromkeys(stages)) == ["data", "reference"]
    stages.clear()
    assert (
        ensure_split(any_codec, "sample", storage, lambda message: stages.append(message["stage"])) == first
    )
    assert stages == []


def test_a_lost_blob_is_built_again(
    any_codec: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("judge.manifest.var_folder", lambda: tmp_path)
    storage = FolderStorage(tmp_path / "storage")
    first = ensure_split(any_codec, "sample", storage, lambda message: None)
    digest = first.split("sample")[0].digest
    (storage.root / digest[:2] / digest[2:]).unlink()
    assert ensure_split(any_codec, "sample", storage, lambda message: None).data == first.data
    assert storage.has(digest)


def test_a_manifest_of_another_schema_counts_as_none(
    any_codec: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("judge.manifest.var_folder", lambda: tmp_path)
    write_manifest(any_codec, read_manifest(any_codec))
    path = tmp_path / "data" / f"{any_codec.digest}.json"
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 0'))
    assert read_manifest(any_codec).data == ()


def test_the_data_digest_does_not_depend_on_the_order(bench: object) -> None:
    references = bench.job.data  # type: ignore[attr-defined]
    assert data_digest(references) == data_digest(reversed(references))
    assert data_digest(references) != data_digest(references[1:])
