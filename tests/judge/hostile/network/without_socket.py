"""use the calls of sockets on the descriptors that are there

Breach: any of them that is not refused. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CALLS_OF_SOCKETS = {
    **{"connect": 42, "accept": 43, "sendto": 44, "recvfrom": 45, "sendmsg": 46, "recvmsg": 47, "bind": 49},
    **{"listen": 50, "getsockname": 51, "setsockopt": 54, "getsockopt": 55, "accept4": 288, "sendmmsg": 307},
}
EPERM = 1


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = []
    for name, number in CALLS_OF_SOCKETS.items():
        for descriptor in (0, 1):
            if calls.syscall(number, descriptor, 0, 0, 0, 0, 0) >= 0 or ctypes.get_errno() != EPERM:
                got.append(name)
    return " ".join(got).encode()
