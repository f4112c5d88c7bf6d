"""leave a message in a queue of System V or of POSIX

Breach: it is received in another sandbox. Runs with ctypes.
"""

import ctypes

VERDICT = "AC SV RTE"
RUNTIME = "peers"
CONTROL = True
KEY, CREATE, NO_WAIT = 0x4C4F5354, 0o1666, 0o4000


def leave(secret: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    calls.msgsnd(calls.msgget(KEY, CREATE), b"\1" + bytes(7) + secret, 8, NO_WAIT)
    queue = calls.syscall(240, b"left", 0o102, 0o666, None)
    if queue >= 0:
        calls.syscall(242, queue, secret, 8, 0, None)
    return b""


def find(blob: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    text = ctypes.create_string_buffer(16)
    if calls.msgrcv(calls.msgget(KEY, 0o666), text, 8, 0, NO_WAIT) == 8:
        return text.raw[8:]
    return b""
