"""Takes a block of memory larger than the limit."""


def compress(data: bytes) -> bytes:
    hoard = bytearray(1024 * 1024 * 1024)
    return data if hoard is not None else b""


def decompress(blob: bytes) -> bytes:
    return blob
