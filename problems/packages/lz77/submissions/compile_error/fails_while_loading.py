"""A table read from text with a comma too many: the file cannot even be loaded."""

SIZES = "4096,32768,65536,"
WINDOWS = [int(size) for size in SIZES.split(",")]


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob if len(WINDOWS) == 3 else b""
