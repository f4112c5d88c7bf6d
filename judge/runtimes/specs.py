"""The runtimes by name.

python          plain Python without library codecs: what most submissions run on
python-codecs   the same with zlib, bz2 and lzma, for packages without an import rule
peers           the judge's own: the compressors that submissions are compared with
generators      the judge's own: numpy, for the generators of problem packages
"""

from __future__ import annotations

from dataclasses import dataclass


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
class RuntimeSpec:
    """``extensions``: compiled library modules to carry; ``packages``: installed packages to carry;
    ``preload``: what the harness imports before it locks itself down; ``for_submissions``: strangers' code
    runs on it."""

    name: str
    extensions: tuple[str, ...]
    left_out: tuple[str, ...]
    struck_out: tuple[str, ...]
    packages: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    for_submissions: bool = False


_NATIVE = ("_ctypes", "mmap", "select", "_socket", "fcntl", "_posixsubprocess", "_hashlib")
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
        RuntimeSpec(
            "peers",
            (*_PLAIN, *_CODECS, *_NATIVE),
            _NEVER,
            (),
            packages=("zstandard", "lz4", "brotli", "_brotli"),
            preload=_PEERS,
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
