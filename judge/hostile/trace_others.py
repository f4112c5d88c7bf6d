"""trace or read another process

Breach: ptrace or process_vm_readv that is not refused. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
PROCESS_VM_READV, PTRACE, ATTACH = 310, 101, 16


def attack(bait: bytes) -> bytes:
    judge = int(bait.split(b"\n")[0])
    calls = ctypes.CDLL(None, use_errno=True)
    got = b""
    for pid in (judge, 1, 2):
        if calls.syscall(PTRACE, ATTACH, pid, 0, 0) == 0:
            got += b"traced %d " % pid
        if calls.syscall(PROCESS_VM_READV, pid, 0, 0, 0, 0, 0) == 0:
            got += b"read %d " % pid
    return got
