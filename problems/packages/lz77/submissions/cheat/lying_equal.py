"""Returns bytes that say they equal everything, so that a comparison in this process would be won.

Expected: only plain bytes count as an answer, and the judge compares them outside of the sandbox.
"""


class Anything(bytes):
    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = bytes.__hash__


def compress(data: bytes) -> bytes:
    return b""


def decompress(blob: bytes) -> bytes:
    return Anything(b"")
