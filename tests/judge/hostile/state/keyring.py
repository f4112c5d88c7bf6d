"""leave a key in the user's keyring

Breach: it is found in another sandbox. Runs with ctypes.
"""

import ctypes

VERDICT = "AC SV RTE"
RUNTIME = "peers"
ADD_KEY, REQUEST_KEY, KEYCTL, USER, READ = 248, 249, 250, -4, 11


def leave(secret: bytes) -> bytes:
    ctypes.CDLL(None).syscall(ADD_KEY, b"user", b"lossless-left", secret, 8, USER)
    return b""


def find(blob: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    text = ctypes.create_string_buffer(8)
    key = calls.syscall(KEYCTL, 10, USER, b"user", b"lossless-left", 0)
    return text.raw if key >= 0 and calls.syscall(KEYCTL, READ, key, text, 8) == 8 else b""
