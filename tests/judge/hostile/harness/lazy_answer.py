"""answer with an object that computes when it is looked at, after the clock was read

Breach: the answer is taken.
"""

VERDICT = "RTE"


class Lazy:
    def __bytes__(self) -> bytes:
        return bytes(sum(range(10_000_000)) % 256)

    def __len__(self) -> int:
        return 0

    def __buffer__(self, flags: int) -> memoryview:
        return memoryview(b"")


def compress(data: bytes) -> bytes:
    return Lazy()  # type: ignore[return-value]


def decompress(blob: bytes) -> bytes:
    return blob
