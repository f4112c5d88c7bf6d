"""What compiled programs run on: nothing but the launcher that becomes them.

The launcher is compiled here, once, by the C compiler that is found; see judge/languages/native/launch.c.
"""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

from judge.errors import SandboxUnavailable
from judge.runtimes.copying import asked, furnish
from judge.runtimes.once import built_once
from judge.runtimes.places import folder_in_memory, runtime_folder
from judge.sandbox.limits import MIB
from judge.sandbox.policy import Policy
from judge.sandbox.runtime import Runtime
from judge.sandbox.syscalls import stage_two

SOURCES = Path(__file__).parent.parent / "languages" / "native"
MOST_BYTES = 32 * MIB
_LAUNCHER = ("/judge/launch",)


def open_native(
    language: str,
    versions: tuple[tuple[str, str], ...],
    environment: tuple[tuple[str, str], ...] = (),
    spare_addresses: int = 256 * MIB,
    *,
    pipes: bool = False,
) -> Runtime:
    """The runtime of programs of a language. Raises SandboxUnavailable without a C compiler."""
    policy = Policy(launched_bytes=MOST_BYTES, spare_addresses=spare_addresses, pipes=pipes)
    return Runtime(
        name=language,
        root=_root(policy),
        environment=environment,
        preload=(),
        versions=versions,
        program=_LAUNCHER,
        policy=policy,
    )


@functools.cache
def compiler() -> str | None:
    """The C compiler of this machine."""
    return shutil.which("gcc")


def compile_inside(name: str, program: Path) -> None:
    """Make one of the judge's own programs that run inside, which needs no library there."""
    program.parent.mkdir(exist_ok=True)
    gcc = compiler()
    if gcc is None:
        raise SandboxUnavailable("there is no gcc on this machine")
    asked(gcc, "-O2", "-static", "-s", SOURCES / f"{name}.c", "-o", program)


def inside_sources() -> list[str]:
    """The texts of the judge's own programs: what is built from them depends on them."""
    return [file.read_text() for file in sorted(SOURCES.glob("*.[ch]"))]


def _root(policy: Policy) -> Path:
    # Spare addresses are no part of the filter: one folder serves all.
    filter_ = stage_two(policy)
    parts = (inside_sources(), filter_, asked(compiler() or "gcc", "-dumpfullversion"))
    name = "native"

    def build(work: Path) -> None:
        furnish(work, policy)
        compile_inside("launch", work / "judge/launch")

    return built_once(folder_in_memory(name, 4 * MIB) or runtime_folder(), name, parts, build)
