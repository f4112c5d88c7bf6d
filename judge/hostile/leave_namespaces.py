"""mount, or leave the namespaces

Breach: any of the calls that is not refused. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
UNSHARE, MOUNT, CHROOT, SETNS = 272, 165, 161, 308
CLONE_NEWUSER = 0x10000000


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = b""
    for number, *arguments in (
        (UNSHARE, CLONE_NEWUSER),
        (MOUNT, b"none", b"/judge", b"tmpfs", 0, None),
        (CHROOT, b"/judge"),
        (SETNS, 0, 0),
    ):
        if calls.syscall(number, *arguments) == 0:
            got += b"call %d " % number
    return got
