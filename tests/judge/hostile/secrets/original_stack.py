"""read what the kernel laid above the stack: variables, the program's name, other words

Breach: a path of the host, or a variable that was not set for this program. Runs with ctypes.
"""

import ctypes
import re

RUNTIME = "peers"
CONTROL = True
OWN = rb"(LANG|LD_LIBRARY_PATH|OPENBLAS_NUM_THREADS|PWD|PYTHON[A-Z]+|HOME)="
OF_THE_HOST = (b"/root", b"/work", b"/home", b"/var", b"/dev/shm", b"lossless")


def attack(bait: bytes) -> bytes:
    start = ctypes.c_void_p.in_dll(ctypes.CDLL(None), "environ").value
    assert start
    found = [word for word in words(start) if not re.match(OWN, word)]
    # Below the variables: a null, and the words that the program was started with.
    back = start - 16
    while (address := ctypes.c_uint64.from_address(back).value) > 1 << 16:
        found += [word for word in [ctypes.string_at(address)] if any(map(word.__contains__, OF_THE_HOST))]
        back -= 8
    return b" ".join(found)


def words(place: int) -> list[bytes]:
    found = []
    while address := ctypes.c_uint64.from_address(place).value:
        found.append(ctypes.string_at(address))
        place += 8
    return found
