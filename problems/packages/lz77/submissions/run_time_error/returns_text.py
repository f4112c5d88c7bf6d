"""Answers with text where bytes are asked for."""


def compress(data: bytes) -> str:
    return data.hex()


def decompress(blob: bytes) -> bytes:
    return bytes.fromhex(blob.decode())
