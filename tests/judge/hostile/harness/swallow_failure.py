"""patch what tells of failures, so that they look like answers

Breach: the verdict AC.
"""

import sys

VERDICT = "WA"


def compress(data: bytes) -> bytes:
    harness = sys.modules["__main__"]
    harness.describe = lambda error: b""  # type: ignore[attr-defined]
    tell = harness.answer  # type: ignore[attr-defined]
    harness.answer = lambda letter, text: tell(b"O", text)  # type: ignore[attr-defined]
    raise ValueError


def decompress(blob: bytes) -> bytes:
    return blob
