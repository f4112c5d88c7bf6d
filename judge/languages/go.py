"""Go: ``package submission`` with ``func Compress(in []byte) []byte`` and ``Decompress`` alike.

Only compiler and linker are in the sandbox, with the standard library compiled before and without its
codecs: nothing there builds cgo or assembly, embeds files, or reads the network.
"""

from __future__ import annotations

import functools
import json
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
from judge.sandbox.limits import MIB
from judge.sandbox.runtime import Runtime

_CODECS = ("compress/", "archive/", "image/", "internal/zstd", "debug/")
# The garbage collector reserves addresses for heaps that it may never have.
_SPARE_ADDRESSES = 1024 * MIB
_VARIABLES = {
    "CGO_ENABLED": "0",
    "GOAMD64": "v2",
    "GOFLAGS": "-trimpath",
    "GOTOOLCHAIN": "local",
    "GO111MODULE": "off",
}


@functools.cache
def toolchain() -> Toolchain | None:
    """The gc compiler."""
    if not shutil.which("go"):
        return None
    return Toolchain("go", asked("go", "env", "GOVERSION").strip().removeprefix("go"))


def runtime() -> Runtime:
    """What programs run on: one thread of Go code at a time, as speed is measured on one core."""
    found = toolchain()
    versions = (("go", found.version if found else ""), ("GOAMD64", _VARIABLES["GOAMD64"]))
    return open_native("go", versions, (("GOMAXPROCS", "1"),), _SPARE_ADDRESSES)


def make(source: bytes) -> bytes:
    """The program. Raises Failed."""
    return program(_open(), _steps(source))


def _steps(source: bytes) -> Iterator[Step]:
    known = ("-importcfg", "/go/importcfg")
    yield Step("submission.go", source)
    yield Step(
        run=(
            "/go/compile",
            *known,
            "-p",
            "submission",
            "-complete",
            "-pack",
            "-trimpath",
            "/tmp",
            "-o",
            "submission.a",
            "submission.go",
        )
    )  # noqa: E501
    yield Step(
        run=(
            "/go/compile",
            *known,
            "-p",
            "main",
            "-complete",
            "-pack",
            "-trimpath",
            "/tmp",
            "-o",
            "main.a",
            "/judge/loop.go",
        )
    )  # noqa: E501
    yield Step(run=("/go/link", *known, "-s", "-w", "-buildid=", "-o", "program", "main.a"))
    yield Step("program")


@functools.cache
def _open() -> Runtime:
    return open_compiler("go", (toolchain(), Path(__file__).read_text()), _fill)


def _fill(work: Path) -> None:
    folder = work / "go"
    folder.mkdir()
    for tool in ("compile", "link"):
        _place_tool(folder / tool, tool)
    lines = ["packagefile submission=/tmp/submission.a"]
    with tempfile.TemporaryDirectory() as cache:
        for name, archive in _archives(cache):
            target = folder / f"{name}.a"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(archive, target)
            lines.append(f"packagefile {name}=/go/{name}.a")
    (folder / "importcfg").write_text("\n".join(lines) + "\n")
    shutil.copy(SOURCES / "loop.go", work / "judge")


def _place_tool(target: Path, name: str) -> None:
    shutil.copy(_go("tool", "-n", name).strip(), target)


def _archives(cache: str) -> Iterator[tuple[str, str]]:
    """Import path and archive of every package of the standard library but the codecs."""
    for name, archive in json.loads(_listed(cache)):
        if archive and not name.startswith(_CODECS):
            yield name, archive


def _listed(cache: str) -> str:
    form = '["{{.ImportPath}}","{{.Export}}"]'
    told = _go("list", "-export", "-f", form, "std", cache=cache)
    return "[" + ",".join(told.split("\n")[:-1]) + "]"


def _go(*words: str, cache: str = "") -> str:
    """With its own settings alone, whoever calls; compiled packages are kept in ``cache``."""
    variables = {**_VARIABLES, "PATH": os.environ["PATH"], "GOCACHE": cache or "off", "HOME": cache or "/"}
    told = subprocess.run(
        ["go", *words], env=variables, capture_output=True, text=True, check=False, timeout=600
    )
    if told.returncode:
        raise SandboxUnavailable(f"go {words[0]} failed: {told.stderr.strip()[-500:]}")
    return told.stdout
