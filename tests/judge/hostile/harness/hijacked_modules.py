"""replace built-in functions and modules that the harness uses

Breach: a wrong answer that is taken for a right one.
"""

import builtins
import sys

VERDICT = "WA RTE"

harness = sys.modules["__main__"]
for name in ("len", "memoryview", "type", "int", "callable", "getattr"):
    setattr(builtins, name, getattr(builtins, name))
builtins.isinstance = lambda value, kind: True
for name in ("ast", "json", "traceback", "linecache", "importlib"):
    sys.modules[name] = sys.modules["submission"]
harness.checked = lambda name, result: b"anything"  # type: ignore[attr-defined]
harness.HANDLERS[b"S"] = lambda: b""  # type: ignore[attr-defined]


def compress(data: bytes) -> bytes:
    return b""


def decompress(blob: bytes) -> bytes:
    return blob
