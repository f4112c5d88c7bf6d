"""get a library codec back where libraries may be called by name

Breach: something was compressed by a library. Runs where machine code may be made.
"""

import contextlib
import ctypes
import os

VERDICT = "AC RTE SV"
RUNTIME = "python-scientific"
NAMES = ("compress2", "BZ2_bzBuffToBuffCompress", "lzma_easy_buffer_encode", "ZSTD_compress", "LZ4_compress")


def attack(bait: bytes) -> bytes:
    got = []
    for name in (None, *libraries()):
        with contextlib.suppress(OSError):
            library = ctypes.CDLL(name)
            got += [f"{name}: {each}" for each in NAMES if works(library, each)]
    return " ".join(got).encode()


def libraries() -> list[str]:
    return [
        os.path.join(folder, name)
        for top in ("/libs", "/lib", "/lib64", "/python/lib")
        for folder, _, names in os.walk(top)
        for name in names
        if ".so" in name and any(word in name for word in ("libz", "bz2", "lzma", "zstd", "lz4", "python"))
    ]


def works(library: ctypes.CDLL, name: str) -> bool:
    try:
        function = getattr(library, name)
    except AttributeError:
        return False
    source, target = bytes(10_000), ctypes.create_string_buffer(20_000)
    size = ctypes.c_ulong(20_000)
    if name == "compress2":
        function(target, ctypes.byref(size), source, ctypes.c_ulong(10_000), 9)
        return 0 < size.value < 1_000
    return True
