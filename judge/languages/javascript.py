"""JavaScript on Node: a file that exports ``compress(Uint8Array) -> Uint8Array`` and ``decompress`` alike.

``module.exports`` as in CommonJS; nothing can be required. Node's own compressors are overwritten in the
copied program.
"""

from __future__ import annotations

import functools
import os
import shutil
from pathlib import Path

from judge.errors import SandboxUnavailable
from judge.languages.toolchain import Toolchain
from judge.runtimes import hollow
from judge.runtimes.copying import asked, copy_programs, furnish
from judge.runtimes.once import built_once
from judge.runtimes.places import folder_in_memory, runtime_folder
from judge.sandbox import lockdown
from judge.sandbox.limits import MIB
from judge.sandbox.policy import Policy
from judge.sandbox.runtime import Runtime
from judge.sandbox.syscalls import stage_two

_OLDEST = 20
_LOOP = Path(__file__).with_name("managed") / "loop.js"
_POLICY = Policy(executable_memory=True, spare_addresses=8 * 1024 * MIB)
_BYTES = 192 * MIB
# Beside the heap, of the limit on memory: the program, its code and the bytes on the way.
_NOT_HEAP = 128 * MIB
# The last two are about the realm of the loop alone, see there.
_FLAGS = (
    *("--single-threaded", "--no-deprecation", "--no-warnings"),
    *("--expose-internals", "--disallow-code-generation-from-strings"),
)


@functools.cache
def toolchain() -> Toolchain | None:
    """Node from version 20 on."""
    node = _node()
    version = asked(node, "--version").strip().removeprefix("v") if node else "0"
    return Toolchain("node", version) if int(version.split(".")[0]) >= _OLDEST else None


def runtime(memory: int = 512 * MIB) -> Runtime:
    """What sources run on, within so many bytes. Raises SandboxUnavailable."""
    found, node = toolchain(), _node()
    if not found or not node:
        raise SandboxUnavailable(f"there is no node of version {_OLDEST} or newer on this machine")
    parts = (
        found,
        node,
        os.stat(node).st_mtime_ns,
        stage_two(_POLICY),
        _LOOP.read_text(),
        _text(__file__, hollow.__file__),
    )
    root = built_once(folder_in_memory("javascript", _BYTES) or runtime_folder(), "javascript", parts, _build)
    heap = max(memory - _NOT_HEAP, memory // 2) // MIB
    return Runtime(
        name="javascript",
        root=root,
        environment=(("LANG", "C.UTF-8"),),
        preload=(),
        versions=(("node", found.version),),
        program=(node, *_FLAGS, f"--max-old-space-size={heap}", "/judge/loop.js"),
        policy=_POLICY,
        slow_start=True,
    )


def make(source: bytes) -> bytes:
    """Sources run as they are."""
    return source


@functools.cache
def _node() -> str | None:
    found = shutil.which("node")
    return os.path.realpath(found) if found else None


def _build(work: Path) -> None:
    node = _node() or "node"
    copy_programs(work, [node])
    hollow.strike_functions(work / node.lstrip("/"), hollow.CODECS)
    furnish(work, _POLICY)
    shutil.copy(_LOOP, work / "judge")
    (work / "judge/lockdown.so").write_bytes(lockdown.shared_object(stage_two(_POLICY)))


def _text(*files: str) -> list[str]:
    return [Path(file).read_text() for file in files]
