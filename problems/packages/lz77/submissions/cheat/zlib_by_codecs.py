"""Asks for zlib by the name it has among the text encodings.

Expected: the encoding's module cannot be imported without zlib.
"""

import codecs


def compress(data: bytes) -> bytes:
    return codecs.encode(data, "zlib_codec")


def decompress(blob: bytes) -> bytes:
    return codecs.decode(blob, "zlib_codec")
