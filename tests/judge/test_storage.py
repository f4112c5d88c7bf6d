"""Blobs by digest: whole, checked, in a folder or a bucket."""

import hashlib
from pathlib import Path

import pytest

from judge.errors import StorageError
from judge.storage import FolderStorage, fetch, open_storage


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "storage")


def test_a_blob_is_found_by_its_digest(storage: FolderStorage) -> None:
    digest = storage.put(b"data")
    assert digest == hashlib.sha256(b"data").hexdigest()
    assert storage.get(digest) == b"data"
    assert storage.has(digest)


def test_a_missing_blob_is_named(storage: FolderStorage) -> None:
    with pytest.raises(StorageError, match="0" * 64):
        storage.get("0" * 64)


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_digests_are_names(storage: FolderStorage, name: str) -> None:
    with pytest.raises(StorageError, match="SHA-256"):
        storage.get(name)


def test_a_damaged_blob_is_not_given_out(storage: FolderStorage) -> None:
    digest = storage.put(b"data")
    (storage.root / digest[:2] / digest[2:]).write_bytes(b"atad")
    with pytest.raises(StorageError, match="damaged"):
        storage.get(digest)


def test_a_cache_is_checked_and_mended(storage: FolderStorage, tmp_path: Path) -> None:
    digest = storage.put(b"data")
    path = fetch(storage, digest, tmp_path / "cache")
    path.write_bytes(b"damaged")
    assert fetch(storage, digest, tmp_path / "cache").read_bytes() == b"data"


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOSSLESS_STORAGE", str(tmp_path / "elsewhere"))
    opened = open_storage()
    assert isinstance(opened, FolderStorage)
    assert opened.root == tmp_path / "elsewhere"
