"""What a compiled program must be: self-contained, without memory that can be written and executed, and without
a stack that can be executed.

Source: System V ABI, ELF64 program headers.
"""

from __future__ import annotations

import struct

_HEADER = struct.Struct("<16sHHIQQQIHHH")
_SEGMENT = struct.Struct("<IIQQQQQQ")
_LOAD, _INTERPRETER, _STACK = 1, 3, 0x6474E551
_EXECUTE, _WRITE = 1, 2


def complaint(program: bytes) -> str:
    """What is wrong with it, for its author; empty when nothing is."""
    try:
        segments = _segments(program)
    except struct.error:
        return "the compiler made no program"
    for kind, flags in segments:
        if kind == _INTERPRETER:
            return "the program needs shared libraries, and there are none"
        # The kernel makes all memory executable for a program that asks for that of its stack, writable or not.
        if flags & _EXECUTE and (kind == _STACK or (kind == _LOAD and flags & _WRITE)):
            return "the program asks for memory that can be both written and executed"
    if _STACK not in dict(segments):
        return "the program does not say that its stack is not executed"
    return ""


def _segments(program: bytes) -> list[tuple[int, int]]:
    """Kind and flags of each program header."""
    magic, *_, table, _, _, _, size, count = _HEADER.unpack_from(program)
    if magic[:5] != b"\x7fELF\x02" or size != _SEGMENT.size:
        raise struct.error
    return [_SEGMENT.unpack_from(program, table + index * size)[:2] for index in range(count)]
