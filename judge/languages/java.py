"""Java: a class ``Codec`` with ``static byte[] compress(byte[])`` and ``decompress`` alike.

Compiled in a sandbox by the compiler's own interface, in memory: no process, no file. Programs run on an
image that has java.base alone, whose inflating and deflating are overwritten.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from judge.errors import JudgeError, SandboxUnavailable
from judge.failed import Failed
from judge.languages.toolchain import Toolchain
from judge.runtimes import hollow
from judge.runtimes.copying import asked, copy, furnish
from judge.runtimes.once import built_once
from judge.runtimes.places import folder_in_memory, runtime_folder
from judge.sandbox import Limits, Sandbox, Status, lockdown
from judge.sandbox.limits import MIB
from judge.sandbox.policy import Policy
from judge.sandbox.runtime import Runtime
from judge.sandbox.syscalls import stage_two

_OLDEST, _ASKED_TO_DENY = 17, 24
_MANAGED = Path(__file__).with_name("managed")
# Its first thread does nothing but join the one that runs.
_POLICY = Policy(executable_memory=True, shared_words=True, spare_addresses=4 * 1024 * MIB)
_BYTES = 128 * MIB
# Beside the heap, of the limit on memory: the machine, its code, its threads, and what is on the way.
_NOT_HEAP = 160 * MIB
_NATIVE_CODECS = re.compile(r"Java_java_util_zip_(De|In)flater_")
_MAPPED = re.compile(r"(/\S+) \(0x")
_COMPILING = Limits(cpu=30.0, memory=1024 * MIB, output=8 * MIB, threads=64)
_FLAGS = (
    *("-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1", "-XX:-UseContainerSupport", "-XX:-UsePerfData"),
    *("-XX:+DisableAttachMechanism", "-XX:ReservedCodeCacheSize=64m", "-XX:-CreateCoredumpOnCrash", "-Xss8m"),
    *(
        "-XX:MaxJavaStackTraceDepth=32",
        "-XX:ErrorFile=/dev/null",
        "-Xrs",
        "-Xlog:disable",
        "-Xshare:auto",
        "--add-opens=java.base/java.io=loop",
    ),
)


@functools.cache
def toolchain() -> Toolchain | None:
    """A development kit from version 17 on, with jlink."""
    if not all(map(shutil.which, ("javac", "jlink", "java"))):
        return None
    version = asked("javac", "-version").split()[-1]
    return Toolchain("openjdk", version) if _major(version) >= _OLDEST else None


def runtime(memory: int = 512 * MIB) -> Runtime:
    """What programs run on, within so many bytes. Raises SandboxUnavailable."""
    return _runtime("java", ("java.base",), ("Loop",), memory)


def make(source: bytes) -> bytes:
    """The classes. Raises Failed."""
    with Sandbox.start(_compiler(), _COMPILING) as sandbox:
        outcome = sandbox.call("compile", source)
    if outcome.status is Status.FAULT:
        raise JudgeError(f"the sandbox of the compiler failed: {outcome.text}")
    if outcome.status is Status.VIOLATION:
        raise Failed(outcome.status.value)
    if not outcome.ok or outcome.output[:1] != b"A":
        said = outcome.output[1:].decode(errors="backslashreplace")
        raise Failed("CE", said or "the compiler did not come to an end")
    return outcome.output[1:]


def native_access(version: int) -> tuple[str, ...]:
    """Flags by which nothing but the loop may reach memory and functions outside of the machine
    (java.lang.foreign, complete in 22; from 24 on, naming who may no longer denies it to the others)."""
    named = ("--enable-native-access=loop",)
    return (*named, "--illegal-native-access=deny") if version >= _ASKED_TO_DENY else named


def _compiler() -> Runtime:
    return _runtime("javac", ("java.base", "jdk.compiler"), ("Loop", "Compiler"), _COMPILING.memory)


def _runtime(name: str, modules: tuple[str, ...], classes: tuple[str, ...], memory: int) -> Runtime:
    found = toolchain()
    if not found:
        raise SandboxUnavailable(f"there is no Java of version {_OLDEST} or newer with jlink on this machine")
    parts = (found, os.path.realpath(shutil.which("javac") or ""), modules, stage_two(_POLICY), _texts())
    home = folder_in_memory(name, _BYTES) or runtime_folder()
    root = built_once(home, name, parts, functools.partial(_build, modules, classes))
    heap = max(memory - _NOT_HEAP, memory // 2) // MIB
    return Runtime(
        name=name,
        root=root,
        environment=(("LANG", "C.UTF-8"), ("LD_LIBRARY_PATH", "/java/lib")),
        preload=(),
        versions=(("openjdk", found.version),),
        program=("/java/bin/java", *_flags(found), f"-Xmx{heap}m", "-m", "loop/loop.Loop"),
        policy=_POLICY,
        slow_start=True,
    )


def _flags(found: Toolchain) -> tuple[str, ...]:
    return (*_FLAGS, *native_access(_major(found.version)))


def _major(version: str) -> int:
    return int(re.split(r"[.\-+]", version)[0])


def _texts() -> list[str]:
    files = (*sorted(_MANAGED.glob("*.java")), Path(__file__), Path(hollow.__file__))
    return [file.read_text() for file in files]


def _build(modules: tuple[str, ...], classes: tuple[str, ...], work: Path) -> None:
    image, loop = work / "java", work / "loop"
    loop.mkdir()
    (loop / "module-info.java").write_text(
        f"module loop {{ {' '.join(f'requires {one};' for one in modules)} }}"
    )
    asked("javac", "-d", loop, loop / "module-info.java", *(_MANAGED / f"{name}.java" for name in classes))
    asked(
        *("jlink", "--module-path", loop, "--add-modules", "loop", "--output", image),
        *("--strip-java-debug-attributes", "--no-man-pages", "--no-header-files"),
    )
    shutil.rmtree(loop)
    asked(image / "bin/java", "-Xshare:dump", "-XX:+UseSerialGC")
    programs = [file for file in image.rglob("*") if file.is_file() and hollow.is_elf(file)]
    mapped = {path for file in programs for path in _MAPPED.findall(asked("ldd", file))}
    outside = [path for path in mapped if not path.startswith(str(work))]
    copy(work, outside)
    _take_codecs_out([*programs, *(work / os.path.normpath(path).lstrip("/") for path in outside)])
    furnish(work, _POLICY)
    (work / "judge/lockdown.so").write_bytes(lockdown.shared_object(stage_two(_POLICY)))


def _take_codecs_out(files: Iterable[Path]) -> None:
    for file in files:
        if file.name.startswith("libz.so"):
            hollow.hollow_zlib(file)
        for names in (hollow.CODECS, _NATIVE_CODECS):
            hollow.strike_functions(file, names)
