"""Program headers that compilers do not write of their own accord."""

from __future__ import annotations

import struct

import pytest

from judge.languages import elf

_LOAD, _STACK = 1, 0x6474E551
READ, WRITE, EXECUTE = 4, 2, 1


def program(*segments: tuple[int, int]) -> bytes:
    """One of these kinds and flags, which holds nothing."""
    head = b"\x7fELF\x02" + bytes(11)
    head += struct.pack("<HHIQQQIHHHHHH", 2, 62, 1, 0, 64, 0, 0, 64, 56, len(segments), 64, 0, 0)
    return head + b"".join(struct.pack("<IIQQQQQQ", *segment, *[0] * 6) for segment in segments)


def test_what_compilers_make_is_taken() -> None:
    assert not elf.complaint(program((_LOAD, READ | EXECUTE), (_LOAD, READ | WRITE), (_STACK, READ | WRITE)))


@pytest.mark.parametrize("flags", [EXECUTE, READ | EXECUTE, WRITE | EXECUTE, READ | WRITE | EXECUTE])
def test_a_stack_that_is_executed_is_refused_writable_or_not(flags: int) -> None:
    assert "written and executed" in elf.complaint(program((_STACK, READ | WRITE), (_STACK, flags)))


@pytest.mark.parametrize("flags", [WRITE | EXECUTE, READ | WRITE | EXECUTE])
def test_a_segment_that_is_written_and_executed_is_refused(flags: int) -> None:
    assert "written and executed" in elf.complaint(program((_LOAD, flags), (_STACK, READ)))


def test_a_program_that_says_nothing_of_its_stack_is_refused() -> None:
    assert "stack" in elf.complaint(program((_LOAD, READ)))
