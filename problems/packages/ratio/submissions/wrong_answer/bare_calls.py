"""The library calls that nobody can do without, each file at once: what the reference's CPU time is held against.

Expected: right sizes, and nothing that follows from them.
"""

import bz2
import lzma
import zlib

CALLS = {
    "zlib-6": lambda data: zlib.compress(data, 6),
    "zlib-9": lambda data: zlib.compress(data, 9),
    "bz2-9": lambda data: bz2.compress(data, 9),
    "xz-6": lambda data: lzma.compress(data, preset=6),
}


def analyze(files, codecs):
    return {"files": [sizes(name, b"".join(chunks), codecs) for name, chunks in files], "total": {}}


def sizes(name, data, codecs):
    packed = {codec: len(CALLS[codec](data)) for codec in codecs}
    return {"name": name, "original": len(data), "compressed": packed}
