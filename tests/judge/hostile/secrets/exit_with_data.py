"""end with a byte of the hidden data as exit code, having printed all of them

Breach: code or text in what the author is shown.
"""

import os
import sys

VERDICT = "RTE"


def compress(data: bytes) -> bytes:
    print(data.hex())
    sys.stderr.write(data.hex())
    sys.stdout.flush()
    os._exit(data[0])


def decompress(blob: bytes) -> bytes:
    return blob
