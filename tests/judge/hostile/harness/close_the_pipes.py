"""close the pipes to the judge

Breach: a judge that waits for the answer, or takes none for one.
"""

import os

VERDICT = "RTE"


def compress(data: bytes) -> bytes:
    os.closerange(0, 64)
    return data


def decompress(blob: bytes) -> bytes:
    return blob
