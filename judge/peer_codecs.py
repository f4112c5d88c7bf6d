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


# Bytes of a sample of typed data, whose header of 16 bytes also says how many channels there are.
_WIDTHS = {b"i2": 2, b"u2": 2, b"bf16": 2, b"i4": 4, b"u4": 4, b"f4": 4, b"f8": 8}


def compress_xz_delta(data: bytes) -> bytes:
    """xz -9e after its delta filter: each byte less the one a frame before it. The header stays as it is."""
    frame = _WIDTHS.get(data[:4].rstrip(b" "), 1) * int.from_bytes(data[4:8], "little")
    filters = [
        {"id": lzma.FILTER_DELTA, "dist": min(256, max(1, frame))},
        {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME},
    ]
    return data[:16] + lzma.compress(data[16:], filters=filters)


def decompress_xz_delta(blob: bytes) -> bytes:
    return blob[:16] + lzma.decompress(blob[16:])


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
