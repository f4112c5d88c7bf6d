"""answer with bytes that lie about their length and contents

Breach: the answer is taken.
"""

VERDICT = "RTE"


class Lying(bytes):
    def __len__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


def compress(data: bytes) -> bytes:
    return Lying(data)


def decompress(blob: bytes) -> bytes:
    return Lying(b"")
