"""end by exceptions that most handlers let through

Breach: any verdict but a failure.
"""

VERDICT = "RTE"


class Own(BaseException):
    """Not an Exception."""


def compress(data: bytes) -> bytes:
    raise (SystemExit(0), KeyboardInterrupt(), GeneratorExit(), Own())[data[0] % 4]


def decompress(blob: bytes) -> bytes:
    return blob
