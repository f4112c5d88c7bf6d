"""GCC for submissions in C and C++: what of it is copied, and how it is called.

Of the headers only those that the standard library and its POSIX neighbours reach are there, so that a
library codec of this machine is no part of them.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from judge.errors import SandboxUnavailable
from judge.languages.compiling import Step, open_compiler
from judge.runtimes.copying import asked, copy, copy_programs
from judge.runtimes.native import SOURCES, compiler
from judge.sandbox.runtime import Runtime

# The oldest processors that are served have SSE 4.2 and POPCNT; what is made runs alike on all newer ones.
BASELINE = "-march=x86-64-v2"
FLAGS = (
    *("-O2", BASELINE, "-fno-pie", "-w", "-fdiagnostics-color=never", "-fmax-errors=20"),
    *("-include", "/judge/codec.h"),
)
LINKING = ("-static", "-no-pie", "-s", "-Wl,-z,noexecstack", "-Wl,--build-id=none", "-fno-use-linker-plugin")

C_HEADERS = tuple(
    """
    assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg
    stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype
    unistd pthread immintrin x86intrin cpuid endian byteswap memory malloc strings alloca fcntl sched
    sys/types sys/mman sys/param sys/time sys/resource
    """.split()  # noqa: SIM905
)
CPP_HEADERS = ["bits/stdc++.h", "cxxabi.h", "ext/pb_ds/assoc_container.hpp", "ext/pb_ds/tree_policy.hpp"]
_OBJECTS = ("crt1.o", "crti.o", "crtn.o", "crtbeginT.o", "crtbegin.o", "crtend.o")
_ARCHIVES = (
    *("libc.a", "libm.a", "libpthread.a", "librt.a", "libdl.a", "libutil.a", "libgcc.a", "libgcc_eh.a"),
    *("libstdc++.a", "libatomic.a"),
)
_CODEC = b"""
#ifdef __cplusplus
extern "C" {
#endif
long compress(const __UINT8_TYPE__ *in, __SIZE_TYPE__ n, __UINT8_TYPE__ *out, __SIZE_TYPE__ cap);
long decompress(const __UINT8_TYPE__ *in, __SIZE_TYPE__ n, __UINT8_TYPE__ *out, __SIZE_TYPE__ cap);
#ifdef __cplusplus
}
#endif
"""


@functools.cache
def version() -> str | None:
    """Of the C compiler; None where it cannot link without shared libraries."""
    gcc = compiler()
    if gcc is None or not Path(_file(gcc, "libc.a")).is_file():
        return None
    return asked(gcc, "-dumpfullversion").strip()


def has_cpp() -> bool:
    gcc = compiler()
    return bool(
        gcc and shutil.which("g++") and Path(_file(gcc, "libstdc++.a")).is_file() and _part("cc1plus")
    )


@functools.cache
def open_gcc() -> Runtime:
    """The root of the compilers. Raises SandboxUnavailable."""
    parts = (version(), has_cpp(), Path(__file__).read_text(), os.stat(_part("cc1")).st_mtime_ns)
    return open_compiler("gcc", parts, _fill)


def steps(program: str, standard: str, file: str, source: bytes) -> Iterator[Step]:
    """Compile one file and link it with the judge's loop."""
    yield Step(file, source)
    yield Step(run=(f"/usr/bin/{program}", standard, *FLAGS, "-c", file, "-o", "submission.o"))
    yield Step(run=(f"/usr/bin/{program}", *LINKING, "submission.o", "/judge/loop.o", "-o", "program", "-lm"))
    yield Step("program")


def _fill(work: Path) -> None:
    gcc = compiler() or "gcc"
    copy_programs(work, filter(None, (_part("cc1"), _part("cc1plus"), _part("collect2"))))
    place_driver(work, "gcc")
    if has_cpp():
        place_driver(work, "g++")
    copy(work, _linked(gcc))
    copy(work, _headers(gcc, "c", [f"{name}.h" for name in C_HEADERS]))
    if has_cpp():
        copy(work, _headers(gcc, "c++", CPP_HEADERS + [f"{name}.h" for name in _FOR_BOTH]))
    (work / "judge/codec.h").write_bytes(_CODEC)
    asked(gcc, "-O2", BASELINE, "-fno-pie", "-c", SOURCES / "loop.c", "-o", work / "judge/loop.o")


_FOR_BOTH = [name for name in C_HEADERS if name not in ("stdatomic", "stdnoreturn", "threads", "tgmath")]


def place_driver(work: Path, name: str) -> None:
    """The command ``name`` with assembler and linker, under /usr/bin whatever its path is here."""
    for program in (name, "as", "ld"):
        path = os.path.realpath(shutil.which(program) or program)
        copy_programs(work, [path])
        target = work / "usr/bin" / program
        if program == "as" and not target.exists():
            _take_incbin_out(work / path.lstrip("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            shutil.copy(work / path.lstrip("/"), target)


def _take_incbin_out(assembler: Path) -> None:
    """Compilers are full of English: who could put their files into a program had a dictionary for nothing."""
    text = assembler.read_bytes()
    if (name := b"\0incbin\0") not in text:
        raise SandboxUnavailable(f"{assembler.name} is not of a kind that is known")
    assembler.write_bytes(text.replace(name, b"\0\xff\xff\xff\xff\xff\xff\0"))


def linked() -> list[str]:
    """What programs are linked from."""
    return _linked(compiler() or "gcc")


def _linked(gcc: str) -> list[str]:
    found = [_file(gcc, name) for name in (*_OBJECTS, *_ARCHIVES)]
    found = [path for path in found if os.path.isfile(path)]
    return [*found, *(name for path in found for name in _named_by_script(path))]


def _named_by_script(archive: str) -> list[str]:
    """Some archives are scripts that name others."""
    with open(archive, "rb") as file:
        start = file.read(1000)
    return [] if start.startswith(b"!<arch>") else re.findall(r"/\S+\.a\b", start.decode(errors="replace"))


def _headers(gcc: str, language: str, names: list[str]) -> list[str]:
    """All files that including these reaches, for the newest standards and with optimisation."""
    text = "".join(f"#include <{name}>\n" for name in names)
    standard = "-std=gnu++20" if language == "c++" else "-std=gnu17"
    rule = asked(gcc, "-x", language, standard, "-O2", "-march=x86-64-v2", "-M", "-", data=text)
    found = [word for word in rule.replace("\\\n", " ").split() if word.startswith("/")]
    return [*found, _file(gcc, "include")]


def _file(gcc: str, name: str) -> str:
    return asked(gcc, f"-print-file-name={name}").strip()


def _part(name: str) -> str:
    """Full path of one of the compiler's own programs; empty where it is not installed."""
    path = asked(compiler() or "gcc", f"-print-prog-name={name}").strip()
    return path if os.path.isabs(path) and os.path.exists(path) else ""
