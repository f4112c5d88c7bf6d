"""The decoder sums its whole output after every byte to see whether it is done: quadratic, if in C."""


def compress(data: bytes) -> bytes:
    return sum(data).to_bytes(8, "big") + len(data).to_bytes(8, "big") + data


def decompress(blob: bytes) -> bytes:
    total = int.from_bytes(blob[:8], "big")
    size = int.from_bytes(blob[8:16], "big")
    out = bytearray()
    while sum(out) < total or len(out) < size:
        out.append(blob[16 + len(out)])
    return bytes(out)
