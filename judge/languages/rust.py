"""Rust 2021: ``pub fn compress(input: &[u8]) -> Vec<u8>`` and ``decompress`` alike; std only.

Of the standard library's one codec, which a submission could call by its symbol, only the names are there. What could
bring bytes of the compiler's own files into a program is refused by name, which Rust cannot put together:
inline assembly, and the macros that include files.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from judge.failed import Failed
from judge.languages import gcc
from judge.languages.comments import words_of
from judge.languages.compiling import Step, open_compiler, program
from judge.languages.toolchain import Toolchain
from judge.runtimes import hollow
from judge.runtimes.copying import asked, copy, copy_programs
from judge.runtimes.native import SOURCES, open_native
from judge.sandbox.limits import Limits
from judge.sandbox.runtime import Runtime

_FLAGS = (
    *("--sysroot", "/rust"),
    *("--edition", "2021", "-C", "opt-level=2", "-C", "codegen-units=1", "-C", "target-cpu=x86-64-v2"),
    *("-C", "target-feature=+crt-static", "-C", "relocation-model=static", "--cap-lints", "allow"),
    *("-C", "strip=symbols", "--color", "never", "-C", "linker=/usr/bin/gcc", "-C", "linker-flavor=gcc"),
    *("-C", "link-arg=-fno-use-linker-plugin"),
)
_REFUSED = re.compile(r"asm|global_asm|naked_asm|include|include_bytes|include_str")
_TARGET = "x86_64-unknown-linux-gnu"


@functools.cache
def toolchain() -> Toolchain | None:
    """rustc with the library of this machine's target, and GCC to link with."""
    if not _rustc() or not gcc.version() or not (_sysroot() / "lib/rustlib" / _TARGET).is_dir():
        return None
    return Toolchain("rustc", asked(_sysroot() / "bin/rustc", "--version").split()[1])


def runtime(memory: int = Limits.memory) -> Runtime:
    """What programs run on, whatever memory they may have."""
    found = toolchain()
    return open_native("rust", (("rustc", found.version if found else ""), ("flags", " ".join(_FLAGS[4:10]))))


def make(source: bytes) -> bytes:
    """The program. Raises Failed."""
    for line, word in words_of("rust", source.decode()):
        if _REFUSED.fullmatch(word):
            raise Failed("CE", f"submission.rs:{line}: {word} is not available here")
    return program(_open(), _steps(source))


def _flags() -> tuple[str, ...]:
    """From version 1.90 on, a linker of its own would be used that is not copied."""
    found = toolchain()
    minor = int(found.version.split(".")[1]) if found else 0
    return (*_FLAGS, "-C", "linker-features=-lld") if minor >= 90 else _FLAGS


def _steps(source: bytes) -> Iterator[Step]:
    rustc = ("/rust/bin/rustc", *_flags())
    yield Step("submission.rs", source)
    yield Step(run=(*rustc, "--crate-name", "submission", "--crate-type", "rlib", "submission.rs"))
    library = ("--extern", "submission=libsubmission.rlib")
    yield Step(run=(*rustc, "--crate-name", "program", *library, "/judge/loop.rs"))
    yield Step("program")


@functools.cache
def _rustc() -> str | None:
    """On the path, or where rustup puts it."""
    return shutil.which("rustc") or shutil.which("rustc", path=os.path.expanduser("~/.cargo/bin"))


@functools.cache
def _sysroot() -> Path:
    return Path(asked(_rustc() or "rustc", "--print", "sysroot").strip())


@functools.cache
def _open() -> Runtime:
    parts = (
        toolchain(),
        gcc.version(),
        *(Path(file).read_text() for file in (__file__, gcc.__file__, hollow.__file__)),
    )
    # It finds its libraries by /proc, which is not there.
    return open_compiler("rustc", parts, _fill, (("LD_LIBRARY_PATH", "/rust/lib"),))


def _fill(work: Path) -> None:
    library = Path("lib/rustlib") / _TARGET / "lib"
    shutil.copytree(_sysroot() / library, work / "rust" / library)
    for codec in (work / "rust" / library).glob("libminiz_oxide-*.rlib"):
        hollow.hollow_archive(codec)
    (work / "rust/bin").mkdir()
    shutil.copy(_sysroot() / "bin/rustc", work / "rust/bin")
    for file in (_sysroot() / "lib").glob("*.so*"):
        shutil.copy(file, work / "rust/lib")
    mapped = asked("ldd", _sysroot() / "bin/rustc")
    copy(work, [path for path in re.findall(r"(/\S+) \(0x", mapped) if not path.startswith(str(_sysroot()))])
    gcc.place_driver(work, "gcc")
    copy_programs(work, [asked("gcc", "-print-prog-name=collect2").strip()])
    copy(work, gcc.linked())
    shutil.copy(SOURCES / "loop.rs", work / "judge")
