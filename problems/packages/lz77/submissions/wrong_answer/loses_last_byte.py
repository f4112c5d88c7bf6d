"""Run lengths in pairs (count, byte); a run that ends with the input is never written."""


def compress(data: bytes) -> bytes:
    out = bytearray()
    count = 0
    for position, value in enumerate(data):
        count += 1
        if position + 1 < len(data) and (data[position + 1] != value or count == 255):
            out += bytes([count, value])
            count = 0
    return b"\0" + bytes(out) if len(out) < len(data) else b"\1" + data


def decompress(blob: bytes) -> bytes:
    if blob[:1] == b"\1":
        return blob[1:]
    pairs = zip(blob[1::2], blob[2::2], strict=True)
    return b"".join(bytes([value]) * count for count, value in pairs)
