"""What a runtime folder holds, and what it must not."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from zlib import crc32

import pytest

from judge.errors import SandboxUnavailable
from judge.runtimes import SPECS, RuntimeSpec, build, once, open_runtime
from judge.sandbox import Outcome, Sandbox

Run = Callable[..., Outcome]
DEBIAN = Path("/usr/bin/python3")
IMPORTS = "def f(data):\n import {}\n return b'imported'"


@pytest.mark.parametrize("name", sorted(set(SPECS) - {"python-torch"}))
def test_every_runtime_answers(run: Run, name: str) -> None:
    assert run("def f(data): return data", b"abc", runtime=name).output == b"abc"


@pytest.mark.parametrize(
    ("runtime", "module"),
    [
        ("python", "math, struct, array, json, heapq, bisect, random, hashlib, base64, threading"),
        ("python", "dataclasses, collections, functools, itertools, typing, decimal, fractions"),
        ("python-codecs", "zlib, bz2, lzma, gzip, zipfile"),
        ("python-scientific", "numpy, numpy.random, numba, math, ctypes, threading"),
        ("peers", "zstandard, lz4.frame, brotli, zlib, bz2, lzma"),
        ("generators", "numpy, numpy.random"),
    ],
)
def test_a_runtime_has_what_it_promises(run: Run, runtime: str, module: str) -> None:
    outcome = run(IMPORTS.format(module), runtime=runtime)
    assert outcome.output == b"imported", outcome.text


@pytest.mark.parametrize(
    "module",
    ["zlib", "bz2", "lzma", "_bz2", "gzip", "zipfile", "tarfile", "ctypes", "mmap", "numpy", "socket", "pip"],
)
def test_plain_python_has_no_library_codec_and_no_native_call(run: Run, module: str) -> None:
    assert "No module named" in run(IMPORTS.format(module)).text


@pytest.mark.parametrize("module", ["zlib", "bz2", "lzma", "gzip", "_bz2", "ssl"])
def test_the_scientific_runtime_has_no_library_codec(run: Run, module: str) -> None:
    assert "No module named" in run(IMPORTS.format(module), runtime="python-scientific").text


def test_no_function_of_a_codec_can_be_called_where_there_is_ctypes(run: Run) -> None:
    source = """
        import ctypes
        def f(data):
            packed = ctypes.create_string_buffer(1000)
            library = ctypes.CDLL("/libs/libz.so.1")
            library.compress(packed, ctypes.byref(ctypes.c_ulong(1000)), data, ctypes.c_ulong(len(data)))
            return packed.raw.strip(b"\\0") + b"%d" % (library.crc32(0, data, len(data)) % 2**32)
    """
    assert run(source, b"abc" * 100, runtime="python-scientific").output == b"%d" % crc32(b"abc" * 100)


def test_no_library_but_the_hollow_one_names_a_codec(sandbox: None) -> None:
    """zlib's authors ask for their names to stay in every program, and they do; the others' stay as well."""
    marks = (b" deflate 1.", b" inflate 1.", b"bzip2/libbzip2", b"liblzma")
    root = open_runtime("python-scientific").root
    binaries = [path for path in root.rglob("*.so*") if path.is_file() and not path.name.startswith("libz.")]
    assert binaries
    assert not [path.name for path in binaries if any(mark in path.read_bytes() for mark in marks)]


JITTED = """
    import warnings
    warnings.simplefilter("error")
    import numba, numpy
    @numba.njit(cache=True)
    def total(values):
        found = 0
        for value in values: found += value
        return found
    @numba.njit(parallel=True)
    def parallel_total(values):
        found = 0
        for index in numba.prange(len(values)): found += values[index]
        return found
    def warmup(): f(b"")
    def f(data):
        values = numpy.frombuffer(data, numpy.uint8)
        return b"%d %d" % (total(values), parallel_total(values))
"""


def test_numba_compiles_without_a_cache_and_without_complaint(sandbox: None) -> None:
    with Sandbox.start(open_runtime("python-scientific")) as box:
        assert box.load(dedent(JITTED).encode()).ok
        assert box.warm_up().ok
        assert box.call("f", b"\xff" * 3).output == b"765 765"
        assert box.stderr == b""


def test_the_peers_compress(run: Run) -> None:
    source = "import zstandard\ndef f(data): return zstandard.decompress(zstandard.compress(data, 3))"
    assert run(source, b"abc" * 100, runtime="peers").output == b"abc" * 100


def test_a_runtime_is_built_once(sandbox: None) -> None:
    assert open_runtime("python") == open_runtime("python")


def test_builds_that_nobody_uses_any_more_are_removed(tmp_path: Path) -> None:
    for name, age_days in (("python-old", 8), ("python-recent", 1), ("python-codecs-old", 8)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "complete").touch()
        used = time.time() - age_days * 24 * 3600
        os.utime(tmp_path / name / "complete", (used, used))
    once._remove_unused(tmp_path / "python-new")
    assert {path.name for path in tmp_path.iterdir()} == {"python-recent", "python-codecs-old"}


def test_all_of_a_runtime_can_be_read_by_a_slot(sandbox: None) -> None:
    root = open_runtime("python").root
    paths = [*root.parents, *root.rglob("*")] if os.geteuid() == 0 else [*root.rglob("*")]
    assert not [path for path in paths if not path.is_symlink() and not path.stat().st_mode & 0o004]


def test_a_runtime_names_its_versions_for_the_receipt(sandbox: None) -> None:
    versions = dict(open_runtime("peers").versions)
    assert {"python", "zstandard", "lz4", "brotli"} <= set(versions)


def test_a_missing_package_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = RuntimeSpec("broken", (), (), (), packages=("no_such_package",))
    monkeypatch.setitem(SPECS, "broken", spec)
    with pytest.raises(SandboxUnavailable, match=r"no_such_package is not installed.*manage\.py setup"):
        open_runtime("broken")


@pytest.fixture
def built_in_codecs(sandbox: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interpreter that has zlib compiled in, as Debian's has."""
    asked = "import sys, json; print(json.dumps([sys.version, 'zlib' in sys.builtin_module_names]))"
    if not DEBIAN.exists():
        pytest.skip("no system interpreter")
    answer = subprocess.run([DEBIAN, "-c", asked], capture_output=True, text=True, check=True)
    version, built_in = json.loads(answer.stdout)
    if not built_in or not version.startswith("3.11"):
        pytest.skip("the system's interpreter has no codec compiled in, or is another version")
    monkeypatch.setattr(build, "_base_executable", lambda: os.path.realpath(DEBIAN))
    return


def test_a_codec_compiled_into_the_interpreter_cannot_be_got_back(built_in_codecs: None) -> None:
    from judge.selftest import attempt

    program = Path(build.__file__).parents[1] / "hostile" / "import_codecs.py"
    attack = attempt(program)
    assert attack.held, attack.how


def test_a_compiled_in_module_keeps_no_name_that_can_be_said(built_in_codecs: None) -> None:
    source = b"import sys\ndef f(data): return ' '.join(sys.builtin_module_names).encode()"
    with Sandbox.start(open_runtime("python")) as box:
        assert box.load(source).ok
        names = box.call("f", b"").output.decode().split()
    assert "zlib" not in names
    assert any(not name.isascii() for name in names)
