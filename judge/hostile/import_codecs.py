"""get a library codec back

Breach: a compressor of the standard library, or the means to call one.
"""

import _imp
import codecs
import contextlib
import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec

NAMES = (
    *("zlib", "bz2", "lzma", "_bz2", "_lzma", "_zstd", "gzip", "zipfile", "tarfile", "compression.zlib"),
    *("ctypes", "_ctypes", "mmap", "_posixsubprocess", "pip", "setuptools"),
)


def attack(bait: bytes) -> bytes:
    got = [name for name in NAMES if imported(name)]
    got += [name for name in sys.builtin_module_names if not name.isascii() and made(name)]
    got += [name for name in (*NAMES, "", "\1lib", "\1ctypes") if made(name)]
    got += [name for name in ("zlib_codec", "bz2_codec") if encoded(name)]
    return " ".join(got).encode()


def imported(name: str) -> bool:
    try:
        __import__(name)
    except Exception:
        return False
    return True


def made(name: str) -> bool:
    """Around the import system: straight from the table of built-in modules, and from the libraries."""
    spec = ModuleSpec(name, None)
    with contextlib.suppress(Exception):
        if _imp.create_builtin(spec) is not None:
            return True
    for path in (f"/python/lib/python3/lib-dynload/{name}.so", "/libs/libz.so.1", "/libs/libbz2.so.1.0"):
        with contextlib.suppress(Exception):
            ExtensionFileLoader(name, path).create_module(ModuleSpec(name, None, origin=path))
            return True
    return False


def encoded(name: str) -> bool:
    try:
        return bool(codecs.getencoder(name)(b"data"))  # type: ignore[arg-type]
    except Exception:
        return False
