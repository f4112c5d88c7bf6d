"""The decoder writes a hundred million bytes, whatever it was given."""


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob if len(blob) < 1_000 else bytes(100_000_000)
