"""A shared object that loads a seccomp program, for all threads of a process, when it is loaded itself.

Inside the sandbox the second filter must be set by the harness, but the plain runtime has no ctypes
and a fresh machine has no compiler. So the few instructions that make the one system call are
written here, in the smallest ELF file that the dynamic linker takes. It runs them before anything else
of it can be used, and ends the process when the kernel refuses. For Python it passes for an extension
whose initialiser fails: it returns NULL.

Sources: System V ABI with the AMD64 supplement; seccomp(2). x86-64 only.
"""

from __future__ import annotations

import struct

SYMBOL = b"PyInit_lockdown"
_SECCOMP, _EXIT_GROUP = 317, 231
_FAILED = 70
_PAGE = 0x1000
_NULL = b"\x31\xc0\xc3"  # xor eax, eax; ret
_HEADERS = 64 + 4 * 56


def shared_object(program: bytes) -> bytes:
    """An ELF64 shared object whose loading installs ``program`` (BPF, 8-byte instructions)."""
    strings = b"\0" + SYMBOL + b"\0"
    table = struct.pack("<IIIII", 1, 2, 1, 0, 0)  # One bucket, one chain: symbol 1.
    at_strings = _aligned(_HEADERS)
    at_symbols = _aligned(at_strings + len(strings))
    at_table = _aligned(at_symbols + 48)
    at_program = _aligned(at_table + len(table))
    at_code = _aligned(at_program + len(program))
    code = _code(len(program) // 8, at_program - at_code)
    at_answer = at_code + len(code)
    end = at_answer + len(_NULL)
    # Old dynamic linkers relocate the dynamic section in place: it gets a writable page of its own.
    at_dynamic = (end + _PAGE - 1) & -_PAGE
    symbols = bytes(24) + struct.pack("<IBBHQQ", 1, 0x12, 0, 1, at_answer, len(_NULL))
    dynamic = _dynamic(at_code, at_table, at_strings, at_symbols, len(strings))
    image = bytearray(at_dynamic + len(dynamic))
    for place, part in (
        (0, _header()),
        (64, _segments(end, at_dynamic, len(dynamic))),
        (at_strings, strings),
        (at_symbols, symbols),
        (at_table, table),
        (at_program, program),
        (at_code, code + _NULL),
        (at_dynamic, dynamic),
    ):
        image[place : place + len(part)] = part
    return bytes(image)


def _aligned(offset: int) -> int:
    return (offset + 15) & ~15


def _header() -> bytes:
    identity = b"\x7fELF\x02\x01\x01" + bytes(9)
    return identity + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 4, 64, 0, 0)


def _segments(end: int, at_dynamic: int, dynamic_size: int) -> bytes:
    kinds = (
        (1, 5, 0, end, _PAGE),  # PT_LOAD, readable and executable
        (1, 6, at_dynamic, dynamic_size, _PAGE),  # PT_LOAD, readable and writable
        (2, 6, at_dynamic, dynamic_size, 8),  # PT_DYNAMIC
        (0x6474E551, 6, 0, 0, 16),  # PT_GNU_STACK: no executable stack
    )
    return b"".join(
        struct.pack("<IIQQQQQQ", kind, flags, at, at, at, size, size, align)
        for kind, flags, at, size, align in kinds
    )


def _dynamic(at_code: int, at_table: int, at_strings: int, at_symbols: int, strings_size: int) -> bytes:
    entries = (
        (12, at_code),  # DT_INIT
        (4, at_table),  # DT_HASH
        (5, at_strings),  # DT_STRTAB
        (6, at_symbols),  # DT_SYMTAB
        (10, strings_size),  # DT_STRSZ
        (11, 24),  # DT_SYMENT
        (0, 0),
    )
    return b"".join(struct.pack("<qQ", tag, value) for tag, value in entries)


def _code(instructions: int, program_from_code: int) -> bytes:
    head = (
        b"\x48\x83\xec\x18"  # sub rsp, 24
        b"\x66\xc7\x04\x24" + struct.pack("<H", instructions)  # mov word [rsp], count
    )
    next_instruction = len(head) + 7
    return (
        head
        + b"\x48\x8d\x05"
        + struct.pack("<i", program_from_code - next_instruction)  # lea rax, [rip + program]
        + b"\x48\x89\x44\x24\x08"  # mov [rsp + 8], rax
        b"\xb8"
        + struct.pack("<I", _SECCOMP)  # mov eax, seccomp
        + b"\xbf\x01\x00\x00\x00"  # mov edi, SECCOMP_SET_MODE_FILTER
        b"\xbe\x01\x00\x00\x00"  # mov esi, SECCOMP_FILTER_FLAG_TSYNC
        b"\x48\x89\xe2"  # mov rdx, rsp
        b"\x0f\x05"  # syscall
        b"\x48\x83\xc4\x18"  # add rsp, 24
        b"\x85\xc0"  # test eax, eax
        b"\x74\x0c"  # jz to the ret
        b"\xb8"
        + struct.pack("<I", _EXIT_GROUP)  # mov eax, exit_group
        + b"\xbf"
        + struct.pack("<I", _FAILED)  # mov edi, 70
        + b"\x0f\x05"  # syscall
        b"\xc3"  # ret
    )
