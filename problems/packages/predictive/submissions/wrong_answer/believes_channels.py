"""Splits the samples into as many columns as the header says, and forgets what fills no frame."""


def compress(data: bytes) -> bytes:
    channels = int.from_bytes(data[4:8], "little")
    if data[:4] != b"i2  " or not 1 <= channels <= 64:
        return b"\0" + data
    frame = 2 * channels
    whole = (len(data) - 16) // frame * frame
    body = data[16 : 16 + whole]
    return b"\1" + data[:16] + b"".join(body[start::frame] for start in range(frame))


def decompress(blob: bytes) -> bytes:
    if blob[0] == 0:
        return blob[1:]
    frame = 2 * int.from_bytes(blob[5:9], "little")
    body = bytearray(len(blob) - 17)
    rows = len(body) // frame
    for start in range(frame):
        body[start::frame] = blob[17 + start * rows : 17 + (start + 1) * rows]
    return blob[1:17] + bytes(body)
