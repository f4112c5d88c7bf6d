"""The decoder makes a new bytes object for every byte: 256 KiB copy themselves 131,072 times on average."""


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    out = b""
    for value in blob:
        out = bytes([value]) + out  # turned round below
    return out[::-1]
