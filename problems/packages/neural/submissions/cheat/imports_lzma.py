"""A library codec, where there are none."""

import lzma


def compress(data, parameters):
    return lzma.compress(data)


def decompress(blob, parameters):
    return lzma.decompress(blob)
