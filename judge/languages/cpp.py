"""C++20: the functions of C, with or without ``extern "C"``; exceptions that leave them end the program."""

from __future__ import annotations

from judge.languages import gcc
from judge.languages.compiling import program
from judge.languages.toolchain import Toolchain
from judge.runtimes.native import open_native
from judge.sandbox.limits import Limits
from judge.sandbox.runtime import Runtime


def toolchain() -> Toolchain | None:
    """G++ with static C and C++ libraries."""
    version = gcc.version()
    return Toolchain("g++", version) if version and gcc.has_cpp() else None


def runtime(memory: int = Limits.memory) -> Runtime:
    """What programs run on, whatever memory they may have."""
    return open_native("cpp", (("g++", gcc.version() or ""), ("flags", " ".join(gcc.FLAGS[:2]))))


def make(source: bytes) -> bytes:
    """The program. Raises Failed."""
    return program(gcc.open_gcc(), gcc.steps("g++", "-std=gnu++20", "submission.cpp", source))
