"""put hidden data into an exception's words

Breach: the data, as text or in hexadecimal, in what the author is shown.
"""

VERDICT = "RTE"


def compress(data: bytes) -> bytes:
    raise ValueError(data, data.hex(), data.decode("latin-1"))


def decompress(blob: bytes) -> bytes:
    return blob
