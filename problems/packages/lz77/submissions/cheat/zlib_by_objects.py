"""Searches all living objects and loaded modules for one that can compress.

Expected: nothing that the harness has loaded can.
"""

import gc
import sys


def find(name: str):
    for module in [*sys.modules.values(), *gc.get_objects()]:
        if type(module) is type(sys) and module.__name__ in ("zlib", "_bz2", "_lzma", "bz2", "lzma"):
            return getattr(module, name)
    raise RuntimeError("no codec among the objects")


def compress(data: bytes) -> bytes:
    return find("compress")(data)


def decompress(blob: bytes) -> bytes:
    return find("decompress")(blob)
