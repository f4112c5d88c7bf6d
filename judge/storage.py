"""One store of data that both the web site and the judge use: blobs named by their SHA-256.

A folder by default; an S3-compatible bucket when the address says ``s3://bucket/prefix``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Any, Protocol

from judge.errors import StorageError

# A few hundred problems with all their data.
CACHE_BYTES = 2 * 1024**3
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Storage(Protocol):
    """``put`` returns the digest; ``get`` raises StorageError for an absent or damaged blob."""

    def put(self, data: bytes) -> str: ...

    def get(self, digest: str) -> bytes: ...

    def has(self, digest: str) -> bool: ...


def open_storage(address: str | None = None) -> Storage:
    """The store at ``address``: a folder path, or ``s3://bucket/prefix``.

    Without one, LOSSLESS_STORAGE is read, then ``storage`` below LOSSLESS_VAR.
    """
    address = address or os.environ.get("LOSSLESS_STORAGE") or ""
    if address.startswith("s3://"):
        return CachedStorage(BucketStorage(address), var_folder() / "cache" / "blobs")
    return FolderStorage(Path(address) if address else var_folder() / "storage")


def var_folder() -> Path:
    """The folder of state: LOSSLESS_VAR, else ``var`` beside the judge's code."""
    named = os.environ.get("LOSSLESS_VAR")
    return Path(named) if named else Path(__file__).resolve().parent.parent / "var"


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_atomically(path: Path, data: bytes) -> None:
    """Write so that a reader sees the whole file or none, also after a crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).rename(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


class FolderStorage:
    """Blobs as files ``ab/cdef…`` below a root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes) -> str:
        digest = digest_of(data)
        if not self.has(digest):
            write_atomically(self._path(digest), data)
        return digest

    def get(self, digest: str) -> bytes:
        try:
            data = self._path(digest).read_bytes()
        except FileNotFoundError:
            raise StorageError(f"blob {digest} is not in {self.root}") from None
        return _checked(digest, data)

    def has(self, digest: str) -> bool:
        return self._path(digest).is_file()

    def touch(self, digest: str) -> None:
        """Note that it was used now."""
        with contextlib.suppress(FileNotFoundError):
            os.utime(self._path(digest))

    def remove(self, digest: str) -> None:
        self._path(digest).unlink(missing_ok=True)

    def shrink(self, most_bytes: int) -> None:
        """Remove what was longest unused until the rest is so large at most."""
        found = []
        for path in self.root.glob("??/[0-9a-f]*"):
            with contextlib.suppress(FileNotFoundError):
                facts = path.stat()
                found.append((facts.st_mtime_ns, facts.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= most_bytes:
                return
            path.unlink(missing_ok=True)
            total -= size

    def _path(self, digest: str) -> Path:
        return self.root / _valid(digest)[:2] / digest[2:]


class CachedStorage:
    """What was got from afar lies in a folder of this machine, and is checked whenever it is got from there.
    Of more than ``most_bytes`` what was longest unused is removed."""

    def __init__(self, far: Storage, folder: Path, most_bytes: int = CACHE_BYTES) -> None:
        self.far = far
        self.near = FolderStorage(folder)
        self.most_bytes = most_bytes

    def put(self, data: bytes) -> str:
        return self.far.put(data)

    def has(self, digest: str) -> bool:
        return self.far.has(digest)

    def get(self, digest: str) -> bytes:
        if self.near.has(digest):
            with contextlib.suppress(StorageError):  # Damaged, or removed by another process just now.
                data = self.near.get(digest)
                self.near.touch(digest)
                return data
        data = self.far.get(digest)
        with contextlib.suppress(OSError):  # A full disk only makes it slower.
            self.near.remove(digest)
            self.near.put(data)
            self.near.shrink(self.most_bytes)
        return data


class BucketStorage:
    """Blobs as objects ``prefix/ab/cdef…`` of an S3-compatible bucket (needs boto3)."""

    def __init__(self, address: str) -> None:
        import boto3  # Only installations that keep data in a bucket have it.

        bucket, _, prefix = address.removeprefix("s3://").partition("/")
        self.bucket = bucket
        self.prefix = prefix.strip("/")
        self.client: Any = boto3.client("s3", endpoint_url=os.environ.get("AWS_ENDPOINT_URL"))

    def put(self, data: bytes) -> str:
        digest = digest_of(data)
        if not self.has(digest):
            self.client.put_object(Bucket=self.bucket, Key=self._key(digest), Body=data)
        return digest

    def get(self, digest: str) -> bytes:
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=self._key(digest))
        except self.client.exceptions.NoSuchKey:
            raise StorageError(f"blob {digest} is not in bucket {self.bucket}") from None
        return _checked(digest, answer["Body"].read())

    def has(self, digest: str) -> bool:
        found = self.client.list_objects_v2(Bucket=self.bucket, Prefix=self._key(digest), MaxKeys=1)
        return bool(found.get("KeyCount"))

    def _key(self, digest: str) -> str:
        name = f"{_valid(digest)[:2]}/{digest[2:]}"
        return f"{self.prefix}/{name}" if self.prefix else name


def _valid(digest: str) -> str:
    if not _DIGEST.fullmatch(digest):
        raise StorageError(f"expected a SHA-256 digest in hexadecimal, got {digest[:80]!r}")
    return digest


def _checked(digest: str, data: bytes) -> bytes:
    if digest_of(data) != digest:
        raise StorageError(f"blob {digest} is damaged; restore it from a backup or build it again")
    return data
