"""Packages as files: a folder or a zip in, one canonical zip out.

Whatever arrives is untrusted: names, sizes, counts and link types are checked before a byte is kept.
Source for the zip layout: PKWARE APPNOTE 6.3.10.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from judge.errors import PackageError
from judge.package.finding import Finding, error

MAX_FILES = 1_000
MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_TOTAL_BYTES = 96 * 1024 * 1024
MAX_PATH = 200
# Folders count as entries, too. More than this is refused before the list of entries is read into memory.
MAX_ENTRIES = 10 * MAX_FILES
_ENTRY_SIGNATURE = b"PK\x01\x02"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
# What operating systems and editors leave behind; never part of a package.
_DROPPED = re.compile(r"(^|/)(__pycache__|__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini)(/|$)")
# What zipfile and the decompressors below it raise for damaged or odd archives.
_UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)
# The library unpacks the others in one piece, however large it is, before it looks at the stated size.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def canonical_zip(files: Mapping[str, bytes]) -> bytes:
    """The one zip of these files: sorted, stored, fixed dates. Same files, same bytes, same digest."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def files_of_folder(root: Path) -> dict[str, bytes]:
    """Every file under ``root`` by its relative path. Raises PackageError for links and odd names."""
    findings: list[Finding] = []
    files: dict[str, bytes] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if _DROPPED.search(name):
            continue
        if path.is_symlink():
            findings.append(
                error(name, None, "link", "a package holds plain files; put the file itself here")
            )
        elif path.is_file():
            findings.extend(_complaints(name, path.stat().st_size))
            if not findings:
                files[name] = path.read_bytes()
    return _checked(files, findings)


def files_of_zip(data: bytes) -> dict[str, bytes]:
    """Every file of an uploaded zip. Raises PackageError; reads at most the sizes it allows."""
    if data.count(_ENTRY_SIGNATURE) > MAX_ENTRIES:
        raise PackageError(
            [error("(archive)", None, "size", f"expected at most {MAX_FILES} files, found far more")]
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _files_of_archive(archive)
    except _UNREADABLE as broken:
        raise PackageError(
            [error("(archive)", None, "zip", f"expected a readable zip file: {broken}")]
        ) from broken
    except RuntimeError as encrypted:
        raise PackageError(
            [error("(archive)", None, "zip", "the zip is encrypted; upload it without a password")]
        ) from encrypted


def _files_of_archive(archive: zipfile.ZipFile) -> dict[str, bytes]:
    findings: list[Finding] = []
    files: dict[str, bytes] = {}
    total = 0
    for entry in _members(archive):
        name = entry.filename
        findings.extend(_entry_complaints(entry, seen=name in files))
        total += entry.file_size
        if len(files) > MAX_FILES or total > MAX_TOTAL_BYTES:
            findings.append(
                error(
                    "(archive)",
                    None,
                    "size",
                    f"expected at most {MAX_FILES} files and {MAX_TOTAL_BYTES:,} bytes unpacked",
                )
            )
        if findings:
            files.setdefault(name, b"")
            if len(findings) > 50:
                break
            continue
        with archive.open(entry) as stream:
            files[name] = stream.read(entry.file_size + 1)
        if len(files[name]) != entry.file_size:
            findings.append(error(name, None, "zip", "the stated and the real size differ"))
    return _checked(_without_wrapper(files), findings)


def _members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for entry in archive.infolist():
        # An entry without a name, which the library cannot ask whether it is a folder, is refused as a file.
        if not entry.filename.endswith("/") and not _DROPPED.search(entry.filename):
            yield entry


def _entry_complaints(entry: zipfile.ZipInfo, *, seen: bool) -> Iterator[Finding]:
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield error(entry.filename, None, "link", "a package holds plain files; put the file itself here")
    if entry.compress_type not in _METHODS:
        yield error(entry.filename, None, "zip", "packed by another method than deflate; use plain zip")
    if seen:
        yield error(entry.filename, None, "name", "the zip holds this name twice")
    yield from _complaints(entry.filename, entry.file_size)


def _complaints(name: str, size: int) -> Iterator[Finding]:
    parts = name.split("/")
    if len(name) > MAX_PATH or not all(_NAME.fullmatch(part) for part in parts):
        yield error(
            name[:MAX_PATH] or "(archive)",
            None,
            "name",
            "expected a relative path of letters, digits, dot, dash and underscore, "
            f"at most {MAX_PATH} characters; rename the file",
        )
    if size > MAX_FILE_BYTES:
        yield error(name, None, "size", f"expected at most {MAX_FILE_BYTES:,} bytes, found {size:,}")


def _without_wrapper(files: dict[str, bytes]) -> dict[str, bytes]:
    """Drop the one folder that zipping a folder puts around everything."""
    if not files or "problem.yaml" in files:
        return files
    top = {name.split("/", 1)[0] for name in files}
    if len(top) == 1 and f"{(wrapper := top.pop())}/problem.yaml" in files:
        return {name[len(wrapper) + 1 :]: data for name, data in files.items()}
    return files


def _checked(files: dict[str, bytes], findings: list[Finding]) -> dict[str, bytes]:
    if len(files) > MAX_FILES:
        findings.append(error("(package)", None, "size", f"expected at most {MAX_FILES} files"))
    if sum(map(len, files.values())) > MAX_TOTAL_BYTES:
        findings.append(
            error("(package)", None, "size", f"expected at most {MAX_TOTAL_BYTES:,} bytes in all")
        )
    if findings:
        raise PackageError(findings)
    return files
