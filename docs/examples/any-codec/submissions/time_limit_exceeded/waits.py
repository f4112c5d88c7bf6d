"""Right, after counting for ever on data that are not short."""


def compress(data: bytes) -> bytes:
    while len(data) > 1_000:
        pass
    return data


def decompress(blob: bytes) -> bytes:
    return blob
