"""Packages as files: what a hostile archive tries, and the one canonical zip."""

import io
import stat
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.errors import PackageError
from judge.package import archive
from judge.package.archive import canonical_zip, files_of_folder, files_of_zip

names = st.from_regex(r"[a-z][a-z0-9_.-]{0,8}(/[a-z][a-z0-9_.-]{0,8})?", fullmatch=True)


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in entries:
            out.writestr(name, data)
    return buffer.getvalue()


def with_name(name: str) -> bytes:
    return zipped((name, b"x"))


def symlink() -> tuple[zipfile.ZipInfo, bytes]:
    entry = zipfile.ZipInfo("statement/problem.en.md")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry, b"/etc/passwd"


def rules(data: bytes) -> list[str]:
    with pytest.raises(PackageError) as raised:
        files_of_zip(data)
    return [finding.rule for finding in raised.value.findings]


def files_or_rules(data: bytes) -> set[str]:
    """Names of the files that were read, or the rules that were broken."""
    try:
        return set(files_of_zip(data))
    except PackageError as refused:
        return {finding.rule for finding in refused.findings}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_would_be_unpacked_in_one_piece_is_refused(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as out:
        out.writestr("problem.yaml", b"x")
    assert rules(buffer.getvalue()) == ["zip"]


def test_a_symbolic_link_is_refused() -> None:
    assert rules(zipped(symlink())) == ["link"]


@pytest.mark.parametrize(
    "name",
    [
        "../up",
        "a/../../up",
        "/etc/passwd",
        "C:\\up",
        "a\\b",
        "a//b",
        "a/./b",
        ".hidden",
        "a b",
        "-rf",
        "ä",
        "x" * 201,
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert rules(with_name(name)) == ["name"]


def test_an_entry_without_a_name_is_refused() -> None:
    named = with_name("a")
    entry = named.index(b"PK\x01\x02")
    nameless = bytearray(named)
    nameless[entry + 28 : entry + 32] = b"\0\0\1\0"  # No name, and a byte more of what nobody reads.
    with pytest.raises(PackageError, match=r"\(archive\): error \[name\]"):
        files_of_zip(bytes(nameless))


def test_a_name_with_a_nul_is_refused_or_ends_there() -> None:
    data = with_name("problem.yaml#x").replace(b"problem.yaml#x", b"problem.yaml\0x")
    assert files_or_rules(data) in ({"problem.yaml"}, {"name"}, {"zip"})


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice_is_refused() -> None:
    twice = zipped(("problem.yaml", b"a"), ("problem.yaml", b"b"))
    assert rules(twice) == ["name"]


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 100_000)
    assert rules(zipped(("bomb", bytes(1_000_000)))) == ["size"]


def test_many_small_files_are_refused_by_their_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1_000)
    many = zipped(*((f"f{number}", bytes(100)) for number in range(20)))
    assert set(rules(many)) == {"size"}


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILES", 5)
    many = zipped(*((f"f{number}", b"") for number in range(9)))
    assert set(rules(many)) == {"size"}


def test_a_lie_about_the_size_is_found() -> None:
    data = bytearray(zipped(("bomb", bytes(50_000))))
    for position in range(len(data) - 4):
        if data[position : position + 4] == (50_000).to_bytes(4, "little"):
            data[position : position + 4] = (10).to_bytes(4, "little")
    assert rules(bytes(data)) == ["zip"]


def test_a_wrong_checksum_is_found() -> None:
    data = zipped(("a", b"content"))
    broken = data.replace(zlib.crc32(b"content").to_bytes(4, "little"), b"\0\0\0\0")
    assert rules(broken) == ["zip"]


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\5\6" + bytes(18)[:10]])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert rules(data) == ["zip"]


def test_an_encrypted_zip_is_refused() -> None:
    data = bytearray(zipped(("a", b"x")))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    assert rules(bytes(data)) == ["zip"]


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_zip_gives_files_or_findings_and_nothing_else(
    content: bytes, position: int, value: int
) -> None:
    data = bytearray(zipped(("dir/name", content)))
    data[position % len(data)] = value
    assert len(files_or_rules(bytes(data))) <= 1


@given(st.dictionaries(names.filter(lambda name: ".." not in name), st.binary(max_size=50), max_size=5))
def test_a_canonical_zip_is_one_for_all_orders_and_reads_back(files: dict[str, bytes]) -> None:
    folders = {name.split("/")[0] for name in files if "/" in name}
    files = {name: data for name, data in files.items() if name not in folders and name[-1] != "."}
    shuffled = dict(reversed(list(files.items())))
    assert canonical_zip(files) == canonical_zip(shuffled)
    assert files_of_zip(canonical_zip(files)) == files


def test_a_folder_around_everything_is_taken_off() -> None:
    data = zipped(("lz77/problem.yaml", b"x"))
    assert files_of_zip(data) == {"problem.yaml": b"x"}


def test_what_editors_leave_behind_is_dropped() -> None:
    data = zipped(*((name, b"x") for name in ("a", "__MACOSX/a", ".DS_Store")))
    assert files_of_zip(data) == {"a": b"x"}


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "problem.yaml").symlink_to("/etc/passwd")
    with pytest.raises(PackageError, match="link"):
        files_of_folder(tmp_path)
