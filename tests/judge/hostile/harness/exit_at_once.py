"""end the process with success before there is an answer

Breach: any verdict but a failure.
"""

import os

VERDICT = "RTE"


def compress(data: bytes) -> bytes:
    os._exit(0)


def decompress(blob: bytes) -> bytes:
    return blob
