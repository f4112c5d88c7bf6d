"""set clocks, names and quotas, load modules, reboot

Breach: any that is not refused: each is asked for with arguments that change nothing. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    # settimeofday, clock_settime, adjtimex, sethostname, syslog, quotactl, acct, swapon, init_module, kexec
    got = []
    for number, *arguments in (
        *((164, 0, 0), (227, 0, 0), (159, 0), (170, b"box", 3), (103, 10, 0, 0), (179, 0, 0, 0, 0)),
        *((163, 0), (167, b"/none", 0), (175, 0, 0, b""), (246, 0, 0, 0, 0), (169, 0, 0, 0, 0)),
    ):
        if calls.syscall(number, *arguments) >= 0:
            got.append(b"%d" % number)
    return b" ".join(got)
