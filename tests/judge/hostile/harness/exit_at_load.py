"""end the process with success while the file is loaded

Breach: any verdict but that it does not load.
"""

import os

VERDICT = "CE"

os._exit(0)


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob
