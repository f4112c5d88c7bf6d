"""flood the judge with output

Breach: 64 MiB written to standard output and error without being stopped.
"""

import sys

MEBIBYTE = 1024 * 1024


def attack(bait: bytes) -> bytes:
    for _ in range(32):
        sys.stdout.write("x" * MEBIBYTE)
        sys.stderr.write("y" * MEBIBYTE)
    return b"64 MiB written"
