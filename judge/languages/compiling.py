"""The sandbox in which compilers run: on untrusted sources, with programs and scratch, within limits."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from judge.failed import Failed
from judge.languages import elf
from judge.runtimes.copying import furnish
from judge.runtimes.native import MOST_BYTES, compile_inside, inside_sources
from judge.runtimes.once import built_once
from judge.runtimes.places import runtime_folder
from judge.sandbox import Limits, Sandbox, Status
from judge.sandbox.limits import MIB
from judge.sandbox.policy import Policy
from judge.sandbox.runtime import Runtime
from judge.sandbox.syscalls import stage_two

CPU_SECONDS = 30.0
_POLICY = Policy(processes=True, scratch_bytes=192 * MIB, spare_addresses=2048 * MIB)
_LIMITS = Limits(cpu=CPU_SECONDS, memory=1024 * MIB, output=MOST_BYTES + 1, threads=64)
_ENVIRONMENT = (("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin"), ("TMPDIR", "/tmp"), ("HOME", "/tmp"))  # noqa: S108
# What a compiler is stopped by; trying the same once more would end the same.
TOO_MUCH = {
    Status.TIME: f"compiling took more than {CPU_SECONDS:g} s",
    Status.MEMORY: f"compiling took more than {_LIMITS.memory // MIB:,} MiB of memory",
    Status.OUTPUT: f"the program has more than {MOST_BYTES // MIB} MiB",
    Status.ERROR: "the compiler did not come to an end",
}
# Compilers and linkers say each in its own way, and as faults of theirs, that a file has become too large.
_FILLED = re.compile("File size limit exceeded|No space left on device|file too large")
TOO_LARGE = (
    f"the compiler's files do not fit into {_POLICY.scratch_bytes // MIB} MiB, of which the program may have "
    f"{MOST_BYTES // MIB}: compute large tables at run time, or leave them without a value. It says:"
)


@dataclass(frozen=True)
class Step:
    """``run`` words, or write ``content`` to the file ``name``, or answer that file."""

    name: str = ""
    content: bytes | None = None
    run: tuple[str, ...] = ()

    def encoded(self) -> bytes:
        if self.run:
            return b"x" + bytes([len(self.run)]) + b"".join(_block(word.encode()) for word in self.run)
        if self.content is None:
            return b"o" + _block(self.name.encode())
        return b"f" + _block(self.name.encode()) + _block(self.content)


def open_compiler(
    name: str,
    parts: object,
    fill: Callable[[Path], None],
    environment: tuple[tuple[str, str], ...] = (),
) -> Runtime:
    """A root with a toolchain, which ``fill`` copies into it, and the judge's driver. ``parts``: what it
    depends on. Raises SandboxUnavailable."""

    def build(work: Path) -> None:
        furnish(work, _POLICY)
        compile_inside("compile", work / "judge/compile")
        fill(work)

    root = built_once(
        runtime_folder(),
        name,
        (parts, inside_sources(), stage_two(_POLICY), Path(__file__).read_text()),
        build,
    )
    return Runtime(
        name, root, (*_ENVIRONMENT, *environment), (), (), ("/judge/compile",), _POLICY, pooled=False
    )


def compiled(compiler: Runtime, steps: Sequence[Step]) -> bytes:
    """What the steps make. Raises Failed: CE with what the compiler said, or SV."""
    with Sandbox.start(compiler, _LIMITS) as sandbox:
        outcome = sandbox.call("compile", b"".join(step.encoded() for step in steps))
    if outcome.status is Status.VIOLATION:
        raise Failed(outcome.status.value)
    if not outcome.ok:
        raise Failed("CE", TOO_MUCH.get(outcome.status, ""))
    if outcome.output[:1] != b"A":
        said = outcome.output[1:].decode(errors="backslashreplace")
        raise Failed("CE", f"{TOO_LARGE}\n\n{said}" if _FILLED.search(said) else said)
    return outcome.output[1:]


def program(compiler: Runtime, steps: Iterable[Step]) -> bytes:
    """As ``compiled``, and the result is a program that can be run where nothing else is."""
    made = compiled(compiler, tuple(steps))
    if complaint := elf.complaint(made):
        raise Failed("CE", complaint)
    return made


def _block(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data
