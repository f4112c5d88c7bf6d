"""Takes machine code out of copied ELF libraries, so that nobody can call it back.

Where code may be made at run time (numba, torch), every function of a mapped library can be reached: by
name, or by address. What a submission must not have is therefore not hidden but overwritten in the copy:
single functions, or a whole library that others insist on being linked with.

Source: System V ABI with the AMD64 supplement. x86-64 only.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What library codecs are called, as exported by what contains them (miniz: mz_, tdefl_, tinfl_).
CODECS = re.compile(
    r"(mz_|tdefl_|tinfl_|BZ2_|lzma_|LZ4|ZSTD_|Brotli|PyInit_(zlib|_bz2|_lzma)$)|"
    r"(mz_)?(deflate|inflate|compress|uncompress)([0-9A-Z_].*)?$"
)
_RETURN_ZERO = b"\x31\xc0\xc3"
_TRAP = b"\xcc"
_LOAD, _EXECUTABLE = 1, 1
_DYNAMIC = 2
_IGNORED_TAG = 21  # DT_DEBUG, which libraries have no use for.
_RUN_AT_LOAD = (12, 13, 25, 26)  # DT_INIT, DT_FINI, DT_INIT_ARRAY, DT_FINI_ARRAY
_FUNCTION = 2

# crc32(crc, bytes, size) bit by bit: all that extensions still need of zlib.
_CRC32 = bytes.fromhex(
    "31c0 4885f6 7439 89f8 f7d0 89d2 4885d2 742c 0fb60e 31c8 48ffc6 48ffca b908000000"
    "4189c0 4183e001 41f7d8 4181e02083b8ed d1e8 4431c0 ffc9 75e6 ebcf f7d0 c3"
)


@dataclass(frozen=True)
class _Segment:
    kind: int
    flags: int
    offset: int
    address: int
    size: int


def is_elf(file: Path) -> bool:
    """Whether it is a 64-bit program, library or extension."""
    with file.open("rb") as start:
        return start.read(5) == b"\x7fELF\x02"


def strike_functions(file: Path, names: re.Pattern[str]) -> int:
    """Overwrite the exported functions so called; they return zero. How many there were."""
    data = bytearray(file.read_bytes())
    segments, struck = _segments(data), 0
    for name, address, size in _functions(data):
        if names.match(name):
            place = _offset(segments, address)
            data[place : place + size] = _RETURN_ZERO.ljust(size, _TRAP)[:size]
            struck += 1
    if struck:
        file.write_bytes(data)
    return struck


def hollow_zlib(file: Path) -> None:
    """Leave of zlib its names and versions, for the dynamic linker, and crc32; all other code goes."""
    data = bytearray(file.read_bytes())
    segments = _segments(data)
    functions = {name: _offset(segments, address) for name, address, _ in _functions(data)}
    for segment in segments:
        if segment.kind == _LOAD and segment.flags & _EXECUTABLE:
            data[segment.offset : segment.offset + segment.size] = _TRAP * segment.size
    for place in functions.values():
        data[place : place + len(_RETURN_ZERO)] = _RETURN_ZERO
    _run_nothing_at_load(data, segments)
    roomy = functions["inflate"] + 16
    data[roomy : roomy + len(_CRC32)] = _CRC32
    jump = functions["crc32"]
    data[jump : jump + 5] = b"\xe9" + struct.pack("<i", roomy - jump - 5)
    file.write_bytes(data)


def hollow_archive(file: Path) -> int:
    """Overwrite all code of the objects in a static library, whose names a linker would still find. In how
    many pieces it was."""
    data, struck, place = bytearray(file.read_bytes()), 0, 8
    while place + 60 <= len(data):
        start, length = place + 60, int(data[place + 48 : place + 58])
        if data[start : start + 5] == b"\x7fELF\x02":
            for _, kind, flags, _, offset, size, _, _ in _sections(data[start : start + length]):
                if kind == 1 and flags & 4:  # SHT_PROGBITS, SHF_EXECINSTR
                    code = slice(start + offset, start + offset + size)
                    data[code] = _RETURN_ZERO.ljust(size, _TRAP)[:size]
                    struck += 1
        place = start + length + length % 2
    file.write_bytes(data)
    return struck


def _run_nothing_at_load(data: bytearray, segments: list[_Segment]) -> None:
    for segment in segments:
        if segment.kind != _DYNAMIC:
            continue
        for place in range(segment.offset, segment.offset + segment.size, 16):
            (tag,) = struct.unpack_from("<q", data, place)
            if tag in _RUN_AT_LOAD:
                struct.pack_into("<q", data, place, _IGNORED_TAG)


def _segments(data: bytes | bytearray) -> list[_Segment]:
    (table,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    found = []
    for index in range(count):
        kind, flags, offset, address, _, in_file = struct.unpack_from("<IIQQQQ", data, table + index * size)
        found.append(_Segment(kind, flags, offset, address, in_file))
    return found


def _offset(segments: list[_Segment], address: int) -> int:
    for segment in segments:
        if segment.kind == _LOAD and segment.address <= address < segment.address + segment.size:
            return segment.offset + address - segment.address
    raise ValueError(f"no part of the file is loaded to {address:#x}")


def _sections(data: bytes | bytearray) -> list[tuple[int, ...]]:
    (table,) = struct.unpack_from("<Q", data, 40)
    size, count, _ = struct.unpack_from("<HHH", data, 58)
    return [struct.unpack_from("<IIQQQQII", data, table + index * size) for index in range(count)]


def _functions(data: bytes | bytearray) -> Iterator[tuple[str, int, int]]:
    """Name, address and size of the functions that the file defines, by its symbol tables."""
    sections = _sections(data)
    for _, kind, _, _, offset, length, link, _ in sections:
        if kind not in (2, 11):  # SHT_SYMTAB, SHT_DYNSYM
            continue
        strings, strings_size = sections[link][4:6]
        names = bytes(data[strings : strings + strings_size])
        for name, info, _, section, address, extent in struct.iter_unpack(
            "<IBBHQQ", data[offset : offset + length]
        ):
            if section and info & 15 == _FUNCTION:
                yield names[name : names.index(b"\0", name)].decode(errors="replace"), address, extent
