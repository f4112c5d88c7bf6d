"""pretend, with data at hand, that the file does not load, whose reason would be shown

Breach: the data in what the author is shown, or the verdict CE.
"""

import os
import sys

VERDICT = "RTE"


def compress(data: bytes) -> bytes:
    harness = sys.modules["__main__"]
    text = data.hex().encode()
    os.write(harness.RESULTS, b"C" + harness.tokens[0] + len(text).to_bytes(8, "big") + text)
    return data


def decompress(blob: bytes) -> bytes:
    return blob
