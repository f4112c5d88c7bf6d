"""The first program in a container: takes ``/proc`` away and becomes the program that is wanted.

OCI runtimes cannot do without ``/proc`` until they start a program, and have no way to take it away then. It
tells foreign code of the host, and lets sandboxes hear each other: how many others hold a page, for one. So
this program comes first, with the one right that it needs, and gives that up before it goes on. A fresh machine
has no compiler: its few instructions are written here, in a memory file that only a descriptor names.

Sources: System V ABI with the AMD64 supplement; umount2(2), capset(2), capabilities(7). x86-64 only.
"""

from __future__ import annotations

import functools
import os
import struct

# The right to unmount.
CAPABILITIES = ("CAP_SYS_ADMIN",)
# System calls that the first filter must leave to it. The second one takes them back.
CALLS = ("umount2", "capset")
# Exit codes, when it cannot go on; shells have others.
STILL_THERE, NO_PROGRAM = 71, 72

_CLOSE, _EXECVE, _CAPSET, _UMOUNT2, _EXIT_GROUP = 3, 59, 126, 166, 231
_DETACH = 2
_BASE = 0x400000
_HEADERS = 64 + 2 * 56
_MFD_EXEC = 0x10  # Linux 6.3; asked for where a host lets memory files run only on demand.
_PLACE = b"/proc\0"
_CAPSET_HEAD = 8
_NOTHING = struct.pack("<Ii24x", 0x20080522, 0)  # Version 3, the caller; then three empty sets.


@functools.cache
def memory_file(own_number: int, judge: int) -> int:
    """A descriptor of the program, whose number inside is ``own_number``. It stays open as long as the process
    ``judge`` lives: what was written a moment ago may still be open for writing in a new child of another
    thread, and then cannot be executed."""
    try:
        writable = os.memfd_create("entry", os.MFD_CLOEXEC | _MFD_EXEC)
    except OSError:
        writable = os.memfd_create("entry", os.MFD_CLOEXEC)
    try:
        os.write(writable, program(own_number))
        return os.open(f"/proc/self/fd/{writable}", os.O_RDONLY | os.O_CLOEXEC)
    finally:
        os.close(writable)


def program(own_number: int) -> bytes:
    """An ELF64 program that takes /proc away, gives its rights up, closes ``own_number``, and becomes what
    its arguments name."""
    data = _PLACE + _NOTHING
    code = _code(own_number, _BASE + _HEADERS, _BASE + _HEADERS + len(_PLACE))
    size = _HEADERS + len(data) + len(code)
    identity = b"\x7fELF\x02\x01\x01" + bytes(9)
    start = _BASE + size - len(code)
    header = struct.pack("<HHIQQQIHHHHHH", 2, 62, 1, start, 64, 0, 0, 64, 56, 2, 64, 0, 0)
    segments = (
        (1, 5, 0, _BASE, _BASE, size, size, 0x1000),  # PT_LOAD, readable and executable
        (0x6474E551, 6, 0, 0, 0, 0, 0, 16),  # PT_GNU_STACK: no executable stack
    )
    table = b"".join(struct.pack("<IIQQQQQQ", *segment) for segment in segments)
    return identity + header + table + data + code


def _code(own_number: int, at_place: int, at_nothing: int) -> bytes:
    return (
        _call(_UMOUNT2, at_place, _DETACH)
        + _end_unless_done(STILL_THERE)
        + _call(_CAPSET, at_nothing, at_nothing + _CAPSET_HEAD)
        + _end_unless_done(STILL_THERE)
        + _call(_CLOSE, own_number)
        + b"\xb8"
        + struct.pack("<I", _EXECVE)  # mov eax, execve
        + b"\x48\x8b\x7c\x24\x10"  # mov rdi, [rsp + 16]: the first argument
        b"\x48\x8d\x74\x24\x10"  # lea rsi, [rsp + 16]
        b"\x48\x8b\x14\x24"  # mov rdx, [rsp]: how many there are
        b"\x48\x8d\x54\xd4\x10"  # lea rdx, [rsp + rdx*8 + 16]: the environment
        b"\x0f\x05" + _call(_EXIT_GROUP, NO_PROGRAM)
    )


def _call(number: int, first: int, second: int = 0) -> bytes:
    """mov eax, number; mov edi, first; mov esi, second; syscall"""
    return b"\xb8%b\xbf%b\xbe%b\x0f\x05" % tuple(
        struct.pack("<I", value) for value in (number, first, second)
    )


def _end_unless_done(code: int) -> bytes:
    """test eax, eax; jz past what follows: exit_group(code)"""
    end = _call(_EXIT_GROUP, code)
    return b"\x85\xc0\x74" + bytes([len(end)]) + end
