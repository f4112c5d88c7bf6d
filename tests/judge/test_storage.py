"""Blobs by digest: whole, checked, in a folder or a bucket."""

import hashlib
import os
from pathlib import Path

import pytest

from judge.errors import StorageError
from judge.storage import CachedStorage, FolderStorage, open_storage


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


def test_what_was_got_once_is_near(storage: FolderStorage, tmp_path: Path) -> None:
    cached = CachedStorage(storage, tmp_path / "cache")
    digest = cached.put(b"data")
    assert (cached.get(digest), cached.has(digest)) == (b"data", True)
    storage.remove(digest)
    assert cached.get(digest) == b"data"


def test_a_cache_is_checked_and_mended(storage: FolderStorage, tmp_path: Path) -> None:
    cached = CachedStorage(storage, tmp_path / "cache")
    digest = cached.put(b"data")
    cached.get(digest)
    (path,) = (tmp_path / "cache").glob("??/*")
    path.write_bytes(b"damaged")
    assert cached.get(digest) == path.read_bytes() == b"data"


def test_of_a_full_cache_what_was_longest_unused_goes(storage: FolderStorage, tmp_path: Path) -> None:
    cached = CachedStorage(storage, tmp_path / "cache", most_bytes=8)
    old, used, new = (cached.put(data) for data in (b"old!", b"used", b"new!"))
    for age, digest in ((20, old), (30, used)):
        cached.get(digest)
        path = tmp_path / "cache" / digest[:2] / digest[2:]
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - age))
    cached.get(used)
    cached.get(new)
    assert [cached.near.has(digest) for digest in (old, used, new)] == [False, True, True]


def test_without_room_for_a_cache_all_is_got_from_afar(storage: FolderStorage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cached = CachedStorage(storage, tmp_path / "file" / "cache")
    assert cached.get(cached.put(b"data")) == b"data"


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOSSLESS_STORAGE", str(tmp_path / "elsewhere"))
    opened = open_storage()
    assert isinstance(opened, FolderStorage)
    assert opened.root == tmp_path / "elsewhere"
