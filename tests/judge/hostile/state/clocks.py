"""count and set clocks, process numbers and the node's name as signs for others

Breach: another sandbox reads them. Runs with ctypes.
"""

import contextlib
import ctypes
import os
import threading

VERDICT = "AC SV RTE"
RUNTIME = "peers"


def leave(secret: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    calls.sethostname(secret.hex().encode(), 16)
    calls.setdomainname(secret.hex().encode(), 16)
    for _ in range(secret[0]):
        threading.Thread(target=int).start()
    return b""


def find(blob: bytes) -> bytes:
    name = os.uname().nodename
    with contextlib.suppress(ValueError):
        return bytes.fromhex(name)
    return b"" if threading.get_native_id() < 100 else b"numbers go on"
