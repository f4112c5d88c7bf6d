"""Builds a runtime folder from the base interpreter and the installed packages.

Layout of ``root``, which becomes ``/`` inside: python/ (interpreter and library), packages/, libs/
(every shared library they map), the dynamic linker at its own path, judge/ (harness, lockdown),
dev/ with empty files that device nodes are bound over.
"""

from __future__ import annotations

import compileall
import functools
import json
import os
import shutil
import struct
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from judge.errors import SandboxUnavailable
from judge.runtimes import hollow
from judge.runtimes.once import built_once
from judge.runtimes.places import folder_in_memory, runtime_folder
from judge.runtimes.specs import SPECS, RuntimeSpec
from judge.sandbox import lockdown
from judge.sandbox.runtime import Runtime
from judge.sandbox.syscalls import stage_two

_PROBE = Path(__file__).with_name("probe.py")
_PRELOADED = Path(__file__).with_name("preloaded.py")
_ABOUT = "about.json"
_UNSAYABLE = "ÿ".encode()
# Modules that packages import where they are there, and do without where not.
_ABSENT = ("_bz2", "_lzma", "_hashlib", "_ssl", "_uuid")
_DISTRIBUTIONS = {
    "_brotli": "brotli",
    "torchgen": "torch",
    "_soundfile": "soundfile",
    "_soundfile_data": "soundfile",
    "_cffi_backend": "cffi",
}


def is_installed(name: str) -> bool:
    """Whether the packages of a runtime are on this machine."""
    try:
        return bool(_versions(SPECS[name]))
    except SandboxUnavailable:
        return False


def open_runtime(name: str) -> Runtime:
    """The runtime of that name, built when it is not there yet. Raises SandboxUnavailable."""
    spec = SPECS[name]
    root = built_once(_home(spec), name, _parts(spec), functools.partial(_build, spec))
    about = json.loads((root / _ABOUT).read_text())
    return Runtime(
        name=name,
        root=root,
        environment=(*_environment(), *spec.environment),
        preload=tuple(about["preload"]),
        versions=tuple(sorted(about["versions"].items())),
        policy=spec.policy,
        pooled=spec.pooled,
        slow_start=spec.slow_start,
    )


def _home(spec: RuntimeSpec) -> Path:
    return (spec.for_submissions and folder_in_memory(spec.name, spec.bytes)) or runtime_folder()


def _environment() -> tuple[tuple[str, str], ...]:
    # A fixed hash seed makes runs repeatable; it is read only because -I and -E are not given.
    return (
        ("LANG", "C.UTF-8"),
        ("LD_LIBRARY_PATH", "/libs"),
        ("OPENBLAS_NUM_THREADS", "1"),
        ("PYTHONHASHSEED", "0"),
        ("PYTHONHOME", "/python"),
        ("PYTHONPATH", "/packages"),
        ("PYTHONPLATLIBDIR", "lib"),
        ("PYTHONUNBUFFERED", ""),
    )


def _parts(spec: RuntimeSpec) -> list[Any]:
    """Changes whenever the folder would be built differently."""
    base = Path(_base_executable())
    return [
        repr(spec),
        sys.version,
        str(base),
        base.stat().st_mtime_ns,
        sorted(_versions(spec).items()),
        [Path(file).read_text() for file in (__file__, _PROBE, _PRELOADED, hollow.__file__)],
        _harness().read_text(),
        stage_two(spec.policy).hex(),
    ]


def _harness() -> Path:
    return Path(lockdown.__file__).with_name("harness.py")


def _versions(spec: RuntimeSpec) -> dict[str, str]:
    names = {_DISTRIBUTIONS.get(name, name) for name in spec.packages}
    try:
        versions = {name: metadata.version(name) for name in names}
    except metadata.PackageNotFoundError as missing:
        raise SandboxUnavailable(f"the package {missing.name} is not installed; {spec.remedy}") from None
    return {"python": sys.version.split()[0], **versions}


def _base_executable() -> str:
    """The interpreter behind the virtual environment."""
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


def _build(spec: RuntimeSpec, work: Path) -> None:
    found = _probe(spec)
    _copy_python(spec, found, work)
    _copy_packages(spec, found, work)
    _edit_packages(spec, work)
    _copy_libraries(found, work)
    if spec.hollow:
        _take_codecs_out(work)
        _write_preloaded(spec, found, work)
    _write_judge(spec, work)
    # What a spec names but this interpreter lacks is left out of the imports as well.
    preload = ["preloaded"] if spec.hollow else [*spec.preload]
    (work / _ABOUT).write_text(json.dumps({"preload": preload or ["math"], "versions": _versions(spec)}))


def _probe(spec: RuntimeSpec) -> dict[str, Any]:
    packages = _package_folder(spec)
    answer = subprocess.run(
        [
            _base_executable(),
            *("-I", "-S", str(_PROBE)),
            ",".join(spec.extensions),
            ",".join(dict.fromkeys((*spec.packages, *spec.preload))),
            packages,
            ",".join(spec.struck_out),
            ",".join(_ABSENT) if spec.hollow else "",
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if answer.returncode:
        raise SandboxUnavailable(
            f"runtime {spec.name}: the interpreter could not be examined: {answer.stderr[-500:]}"
        )
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def _package_folder(spec: RuntimeSpec) -> str:
    if not spec.packages:
        return ""
    name = _DISTRIBUTIONS.get(spec.packages[0], spec.packages[0])
    return str(metadata.distribution(name).locate_file(""))


def _copy_python(spec: RuntimeSpec, found: dict[str, Any], work: Path) -> None:
    library = work / "python/lib" / f"python{found['version']}"
    left_out = set(spec.left_out)
    stdlib = Path(found["stdlib"])

    def ignored(folder: str, names: list[str]) -> set[str]:
        at_top = Path(folder) == stdlib
        return {
            name
            for name in names
            if name == "__pycache__"
            or (at_top and name in left_out)
            or name.endswith(".a")
            or (at_top and name.startswith("config-"))
        }

    shutil.copytree(stdlib, library, ignore=ignored, symlinks=False, ignore_dangling_symlinks=True)
    (library / "lib-dynload").mkdir()
    for file in found["extensions"].values():
        shutil.copy(file, library / "lib-dynload")
    compileall.compile_dir(str(library), quiet=2, stripdir=str(work), prependdir="/", maxlevels=2)
    executable = work / "python/bin/python3"
    executable.parent.mkdir(parents=True)
    shutil.copy(_base_executable(), executable)
    executable.chmod(0o755)
    linker = _interpreter_of(executable)
    (work / linker.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(os.path.realpath(linker), work / linker.lstrip("/"))
    _strike_out(found, work, executable)


def _strike_out(found: dict[str, Any], work: Path, executable: Path) -> None:
    """Rename unwanted built-in modules in the copied binary, so that no import can name them.

    The interpreter compares with this table by ASCII text only, which the new names are not.
    """
    (work / "libs").mkdir(exist_ok=True)
    for path, offset in found["struck_out"]:
        source = Path(path)
        target = executable if source.resolve() == Path(_base_executable()) else None
        if target is None:
            target = work / "libs" / source.name
            if not target.exists():
                shutil.copy(source, target)
        with target.open("r+b") as file:
            file.seek(offset)
            file.write(_UNSAYABLE)


def _interpreter_of(executable: Path) -> str:
    """PT_INTERP of an ELF64 file: the path of the dynamic linker."""
    data = executable.read_bytes()
    (table,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    for index in range(count):
        kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", data, table + index * size)
        if kind == 3:
            return data[offset : offset + length].rstrip(b"\0").decode()
    raise SandboxUnavailable(f"{executable} is not a dynamically linked program")


def _copy_packages(spec: RuntimeSpec, found: dict[str, Any], work: Path) -> None:
    target = work / "packages"
    target.mkdir()
    wanted = dict.fromkeys((*spec.packages, *spec.preload))
    if missing := [name for name in wanted if name not in found["packages"]]:
        raise SandboxUnavailable(f"runtime {spec.name}: cannot import {', '.join(missing)}")
    for name in spec.packages:
        origin = Path(found["packages"][name])
        if origin.name.startswith("__init__."):
            _copy_tree(origin.parent, target / name)
            libraries = origin.parent.with_name(f"{name}.libs")
            if libraries.is_dir():
                _copy_tree(libraries, target / libraries.name)
        else:
            shutil.copy(origin, target)


def _edit_packages(spec: RuntimeSpec, work: Path) -> None:
    for edit in spec.edits:
        file = work / "packages" / edit.file
        text = file.read_text()
        if edit.old not in text:
            raise SandboxUnavailable(f"runtime {spec.name}: {edit.file} is not of a version that is known")
        file.write_text(text.replace(edit.old, edit.new, 1))


def _copy_tree(source: Path, target: Path) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("tests", "*.pyi", "*.h", "*.a"))


def _copy_libraries(found: dict[str, Any], work: Path) -> None:
    libraries = work / "libs"
    for path in map(Path, found["libraries"]):
        own = str(path).startswith((found["stdlib"], str(_site(found))))
        if own or "/ld-linux" in str(path):
            continue
        if not (libraries / path.name).exists():
            shutil.copy(path, libraries / path.name)
        for alias in path.parent.glob(f"{path.name.split('.so')[0]}.so*"):
            if alias.is_symlink() and alias.resolve() == path and alias.name != path.name:
                (libraries / alias.name).unlink(missing_ok=True)
                (libraries / alias.name).symlink_to(path.name)


def _site(found: dict[str, Any]) -> Path:
    for file in found["packages"].values():
        folder = Path(file).parent
        return folder.parent if Path(file).name.startswith("__init__.") else folder
    return Path("/nonexistent")


def _take_codecs_out(work: Path) -> None:
    """So that neither ctypes nor code made at run time finds one to call."""
    for file in (path for path in work.rglob("*") if path.is_file() and not path.is_symlink()):
        if file.name.startswith("libz.so"):
            hollow.hollow_zlib(file)
        elif hollow.is_elf(file):
            hollow.strike_functions(file, hollow.CODECS)


def _write_preloaded(spec: RuntimeSpec, found: dict[str, Any], work: Path) -> None:
    recorded = {"unpacked": found["unpacked"], "modules": spec.preload}
    (work / "packages/preloaded.json").write_text(json.dumps(recorded))
    shutil.copy(_PRELOADED, work / "packages")


def _write_judge(spec: RuntimeSpec, work: Path) -> None:
    if spec.policy.scratch_bytes:
        (work / "tmp").mkdir()
    (work / "judge").mkdir()
    (work / "judge/harness.py").write_text(_harness().read_text())
    (work / "judge/lockdown.so").write_bytes(lockdown.shared_object(stage_two(spec.policy)))
    (work / "dev").mkdir()
    for device in ("null", "zero", "urandom"):
        (work / "dev" / device).touch()
