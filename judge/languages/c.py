"""C: ``long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap)`` and ``decompress`` alike.

They return the number of bytes written to ``out``, at most ``cap``, or a negative number to fail.
"""

from __future__ import annotations

from judge.languages import gcc
from judge.languages.compiling import program
from judge.languages.toolchain import Toolchain
from judge.runtimes.native import open_native
from judge.sandbox.limits import Limits
from judge.sandbox.runtime import Runtime


def toolchain() -> Toolchain | None:
    """GCC with a static C library."""
    version = gcc.version()
    return Toolchain("gcc", version) if version else None


def runtime(memory: int = Limits.memory) -> Runtime:
    """What programs run on, whatever memory they may have."""
    return open_native("c", (("gcc", gcc.version() or ""), ("flags", " ".join(gcc.FLAGS[:2]))))


def make(source: bytes) -> bytes:
    """The program. Raises Failed."""
    return program(gcc.open_gcc(), gcc.steps("gcc", "-std=gnu17", "submission.c", source))
