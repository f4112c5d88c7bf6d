"""Zips that people upload: good ones, broken ones, hostile ones."""

import io
import stat
import zipfile
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.small_package import package_files


def zipped(files: Mapping[str, bytes] | None = None, *, folder: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (package_files() if files is None else files).items():
            archive.writestr(folder + name, data)
    return buffer.getvalue()


def bomb() -> bytes:
    """33 MB of zeros in a few kilobytes."""
    return zipped(package_files() | {"data/sample/zeros": bytes(33 * 1024 * 1024)})


def with_link() -> bytes:
    buffer = io.BytesIO(zipped())
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("data/sample/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def escaping() -> bytes:
    return zipped(package_files() | {"../../outside.txt": b"x"})


def as_file(data: bytes, name: str = "package.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/zip")
