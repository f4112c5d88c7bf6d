"""keep tables in docstrings and comments, which are not charged

Breach: they are there when the program runs.
"""

VERDICT = "RTE"


def compress(data: bytes) -> bytes:
    return compress.__doc__.encode()  # type: ignore[union-attr]


def decompress(blob: bytes) -> bytes:
    with open(__file__) as file:
        return file.read().encode()
