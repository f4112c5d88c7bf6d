"""Half a codec: there is no decompress."""


def compress(data: bytes) -> bytes:
    return data
