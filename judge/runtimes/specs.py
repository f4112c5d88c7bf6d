"""The runtimes by name.

python          plain Python without library codecs: what most submissions run on
python-codecs   the same with zlib, bz2 and lzma, for packages without an import rule
python-scientific  plain Python with numpy and numba, and machine code made at run time
python-torch    the same with torch in the place of numba, where the operator has installed it
peers           the judge's own: the compressors that submissions are compared with
peers-sound     the same for sound
generators      the judge's own: numpy, for the generators of problem packages
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from judge.sandbox.limits import MIB
from judge.sandbox.policy import PLAIN, Policy


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Extensions that a compressor may want. They are loaded before executable mappings are refused, so
# what is not in this list cannot be loaded later.
_PLAIN = _words(
    """
    _bisect _blake2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw
    _contextvars _csv _datetime _decimal _heapq _json _md5 _multibytecodec _opcode _pickle _queue
    _random _sha1 _sha2 _sha256 _sha3 _sha512 _statistics _struct _typing _zoneinfo array binascii
    cmath math resource unicodedata
"""
)
_CODECS = ("zlib", "_bz2", "_lzma")

# Modules of the interpreter itself that a runtime without library codecs must not have: some
# builds compile them in, and their names are then struck out of the copied binary.
BANNED_BUILTINS = (*_CODECS, "_ctypes", "mmap", "audioop", "_posixsubprocess", "_zstd")

# Library modules that no runtime needs, and those that front for library codecs or native calls.
_NEVER = _words(
    """
    test idlelib tkinter turtledemo ensurepip lib2to3 pydoc_data distutils venv turtle site-packages
    dist-packages sqlite3 curses dbm lib-dynload __phello__
"""
)
_CODEC_MODULES = _words(
    """
    zlib bz2.py gzip.py lzma.py zipfile zipfile.py tarfile.py zipapp.py ctypes compression
    _compression.py
"""
)


@dataclass(frozen=True)
class Edit:
    """In a copied file of a package, ``old`` becomes ``new``, once."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class RuntimeSpec:
    """``extensions``: compiled library modules to carry; ``packages``: installed packages to carry;
    ``preload``: what the harness imports before it locks itself down; ``for_submissions``: strangers' code
    runs on it.

    ``hollow``: what is not imported can still be reached where machine code can be made, so codecs are
    overwritten in the copies; ``edits``: what is changed in copied packages; ``bytes``: room that the folder
    takes; ``policy``, ``pooled`` and ``slow_start``: as in Runtime; ``remedy``: what helps where a package is
    missing."""

    name: str
    extensions: tuple[str, ...]
    left_out: tuple[str, ...]
    struck_out: tuple[str, ...]
    packages: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    for_submissions: bool = False
    hollow: bool = False
    edits: tuple[Edit, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    bytes: int = 256 * MIB
    policy: Policy = PLAIN
    pooled: bool = True
    slow_start: bool = False
    remedy: str = "run: python3 manage.py setup"


_NATIVE = ("_ctypes", "mmap", "select", "_socket", "fcntl", "_posixsubprocess", "_hashlib")
# What the imports of numba and torch ask for; the kernel still gives no socket, no process and no map.
_FOR_PACKAGES = ("_ctypes", "select", "_socket", "mmap", "_posixsubprocess", "fcntl")
# Formats that can hold packed data and, without a codec, hold only plain data.
_FRAMES = ("zipfile", "zipfile.py", "tarfile.py")
_WITH_CTYPES = tuple(name for name in _CODEC_MODULES if name not in ("ctypes", *_FRAMES))
_NUMBA_EDITS = (
    # Nothing can be kept between two runs: ``cache=True`` asks for what cannot be had, and is let pass.
    Edit("numba/core/caching.py", "class FunctionCache(Cache):", "class _FunctionCache(Cache):"),
    Edit(
        "numba/core/caching.py",
        "def make_library_cache(prefix):",
        "def FunctionCache(function):\n    return NullCache()\n\n\ndef make_library_cache(prefix):\n"
        "    return FunctionCache\n\n\ndef _make_library_cache(prefix):",
    ),
    # The lock of its one thread needs not hold between processes.
    Edit("numba/np/ufunc/parallel.py", "ctx.RLock()", "threadRLock()"),
    # It packs the options of a function into its symbol; a digest tells them apart as well.
    Edit("numba/core/targetconfig.py", "import zlib\n", "import hashlib\n"),
    Edit(
        "numba/core/targetconfig.py",
        "        zdict = self._make_compression_dictionary()\n",
        "        return hashlib.sha256(self.summary().encode()).hexdigest()[:32]\n",
    ),
)
_SCIENTIFIC = RuntimeSpec(
    "python-scientific",
    (*_PLAIN, *_FOR_PACKAGES),
    (*_NEVER, *_WITH_CTYPES),
    tuple(name for name in BANNED_BUILTINS if name not in _FOR_PACKAGES),
    packages=("numpy", "numba", "llvmlite"),
    preload=("numpy.random",),
    for_submissions=True,
    hollow=True,
    edits=_NUMBA_EDITS,
    environment=(("NUMBA_NUM_THREADS", "1"), ("NUMBA_THREADING_LAYER", "workqueue")),
    bytes=512 * MIB,
    policy=Policy(executable_memory=True, spare_addresses=2048 * MIB),
    # Not the imports, which idle ones have behind them, but making machine code takes seconds.
    slow_start=True,
)
_TORCH = replace(
    _SCIENTIFIC,
    name="python-torch",
    extensions=(*_SCIENTIFIC.extensions, "_asyncio", "_multiprocessing", "_posixshmem"),
    # Its import asks for gzip, which without zlib is an empty shell.
    left_out=tuple(name for name in _SCIENTIFIC.left_out if name not in ("gzip.py", "_compression.py")),
    packages=("torch", "torchgen", "typing_extensions", "numpy"),
    preload=("numpy.random", "torch"),
    edits=(),
    environment=(("OMP_NUM_THREADS", "1"), ("MKL_NUM_THREADS", "1"), ("TMPDIR", "/tmp")),  # noqa: S108
    bytes=2048 * MIB,
    policy=Policy(executable_memory=True, scratch_bytes=32 * MIB, spare_addresses=12 * 1024 * MIB),
    pooled=False,
    remedy="this language needs: .venv/bin/python -m pip install torch",
)
_PEERS = ("zstandard", "lz4.frame", "brotli")

SPECS = {
    spec.name: spec
    for spec in (
        RuntimeSpec("python", _PLAIN, (*_NEVER, *_CODEC_MODULES), BANNED_BUILTINS, for_submissions=True),
        RuntimeSpec(
            "python-codecs",
            (*_PLAIN, *_CODECS),
            (*_NEVER, "ctypes"),
            ("_ctypes", "mmap"),
            for_submissions=True,
        ),
        _SCIENTIFIC,
        _TORCH,
        RuntimeSpec(
            "peers",
            (*_PLAIN, *_CODECS, *_NATIVE),
            _NEVER,
            (),
            packages=("zstandard", "lz4", "brotli", "_brotli"),
            preload=_PEERS,
        ),
        RuntimeSpec(
            "peers-sound",
            (*_PLAIN, *_CODECS, *_NATIVE),
            _NEVER,
            (),
            packages=(
                *("soundfile", "_soundfile", "_soundfile_data", "_cffi_backend", "cffi"),
                *("numpy", "typing_extensions"),
            ),
            preload=("soundfile",),
            policy=Policy(scratch_bytes=64 * MIB),
        ),
        RuntimeSpec(
            "generators",
            (*_PLAIN, *_CODECS, *_NATIVE),
            _NEVER,
            (),
            packages=("numpy",),
            preload=("numpy", "numpy.random"),
        ),
    )
}
