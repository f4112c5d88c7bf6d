"""Go: a package of any name with ``func Compress(in []byte) []byte`` and ``Decompress`` alike.

Only compiler and linker are in the sandbox, and packages of the standard library, compiled before: nothing
there builds cgo or assembly, or embeds files.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from judge.errors import SandboxUnavailable
from judge.languages.compiling import Step, open_compiler, program
from judge.languages.toolchain import Toolchain
from judge.runtimes.copying import asked
from judge.runtimes.native import SOURCES, open_native
from judge.sandbox.limits import MIB, Limits
from judge.sandbox.runtime import Runtime

# What a codec may need; importing anything else does not compile. No library codec is among them, and none
# of their own needs is one.
_PACKAGES = """
    bufio bytes container/heap container/list container/ring context encoding/binary errors fmt hash/adler32
    hash/crc32 hash/crc64 hash/fnv hash/maphash io math math/big math/bits math/cmplx math/rand os reflect
    runtime runtime/debug sort strconv strings sync sync/atomic time unicode unicode/utf16 unicode/utf8 unsafe
    cmp iter maps slices
"""
# The garbage collector reserves addresses for heaps that it may never have.
_SPARE_ADDRESSES = 1024 * MIB
# Settings of Go's own distribution, so that the library need not be compiled where it comes compiled.
_VARIABLES = {"CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GO111MODULE": "off", "GOENV": "off"}
_COMPILE = ("/go/compile", "-importcfg", "/go/importcfg", "-complete", "-pack")


@functools.cache
def toolchain() -> Toolchain | None:
    """The gc compiler."""
    if not shutil.which("go"):
        return None
    return Toolchain("go", asked("go", "env", "GOVERSION").strip().removeprefix("go"))


def runtime(memory: int = Limits.memory) -> Runtime:
    """What programs run on, whatever memory they may have: one thread of Go code at a time, as speed is measured on one core."""
    found = toolchain()
    versions = (("go", found.version if found else ""),)
    # Its scheduler wakes itself by a pipe.
    return open_native("go", versions, (("GOMAXPROCS", "1"),), _SPARE_ADDRESSES, pipes=True)


def make(source: bytes) -> bytes:
    """The program. Raises Failed."""
    return program(_open(), _steps(source))


def _steps(source: bytes) -> Iterator[Step]:
    yield Step("submission.go", source)
    yield Step(run=(*_COMPILE, "-p", "submission", "-o", "submission.a", "submission.go"))
    yield Step(run=(*_COMPILE, "-p", "main", "-o", "main.a", "/judge/loop.go"))
    link = ("/go/link", "-importcfg", "/go/importcfg", "-s", "-w", "-buildid=")
    yield Step(run=(*link, "-o", "program", "main.a"))
    yield Step("program")


@functools.cache
def _open() -> Runtime:
    return open_compiler("go", (toolchain(), Path(__file__).read_text()), _fill)


def _fill(work: Path) -> None:
    folder = work / "go"
    folder.mkdir()
    for tool in ("compile", "link"):
        shutil.copy(_go("tool", "-n", tool).strip(), folder / tool)
    lines = ["packagefile submission=submission.a"]
    with tempfile.TemporaryDirectory() as cache:
        for name, archive in _archives(cache):
            target = folder / f"{name}.a"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(archive, target)
            lines.append(f"packagefile {name}=/go/{name}.a")
    (folder / "importcfg").write_text("\n".join(lines) + "\n")
    shutil.copy(SOURCES / "loop.go", work / "judge")


def _archives(cache: str) -> Iterator[tuple[str, str]]:
    """Import path and archive of the packages there are and of all that they need."""
    known = set(_go("list", "std", cache=cache).split())
    wanted = [name for name in _PACKAGES.split() if name in known]  # Some are newer than some compilers.
    for line in _go(
        "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", *wanted, cache=cache
    ).split("\n"):
        name, _, archive = line.partition(" ")
        if archive:
            yield name, archive


def _go(*words: str, cache: str = "") -> str:
    """With its own settings alone, whoever calls; compiled packages are kept in ``cache``."""
    variables = {**_VARIABLES, "PATH": os.environ["PATH"], "GOCACHE": cache or "off", "HOME": "/"}
    told = subprocess.run(
        ["go", *words], env=variables, capture_output=True, text=True, check=False, timeout=600
    )
    if told.returncode:
        raise SandboxUnavailable(f"go {words[0]} failed: {told.stderr.strip()[-500:]}")
    return told.stdout
