"""handle page faults oneself, to stop the kernel in the middle of its work

Breach: a descriptor of userfaultfd. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
USERFAULTFD = 323


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = [b"%d" % flags for flags in (0, 1) if calls.syscall(USERFAULTFD, flags) >= 0]
    return b" ".join(got)
