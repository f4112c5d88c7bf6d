"""Takes the data for 16-bit samples: the odd byte at the end is lost."""


def compress(data: bytes) -> bytes:
    return data[: len(data) // 2 * 2]


def decompress(blob: bytes) -> bytes:
    return blob
