"""The peers themselves: this file is loaded into a sandbox of the runtime ``peers``, never by the judge.

Each peer is a pair of functions ``compress_NAME`` and ``decompress_NAME``, bytes to bytes.
"""

import bz2
import lzma
import zlib

import brotli
import lz4.frame
import zstandard


def compress_zlib_6(data: bytes) -> bytes:
    return zlib.compress(data, 6)


def decompress_zlib_6(blob: bytes) -> bytes:
    return zlib.decompress(blob)


def compress_bz2_9(data: bytes) -> bytes:
    return bz2.compress(data, 9)


def decompress_bz2_9(blob: bytes) -> bytes:
    return bz2.decompress(blob)


def compress_xz_6(data: bytes) -> bytes:
    return lzma.compress(data, preset=6)


def compress_xz_9e(data: bytes) -> bytes:
    return lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)


def decompress_xz(blob: bytes) -> bytes:
    return lzma.decompress(blob)


decompress_xz_6 = decompress_xz_9e = decompress_xz


def compress_zstd_3(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(data)


def compress_zstd_19(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=19).compress(data)


def decompress_zstd(blob: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(blob)


decompress_zstd_3 = decompress_zstd_19 = decompress_zstd


def compress_brotli_5(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=5))


def decompress_brotli_5(blob: bytes) -> bytes:
    return bytes(brotli.decompress(blob))


def compress_lz4(data: bytes) -> bytes:
    return bytes(lz4.frame.compress(data))


def decompress_lz4(blob: bytes) -> bytes:
    return bytes(lz4.frame.decompress(blob))
