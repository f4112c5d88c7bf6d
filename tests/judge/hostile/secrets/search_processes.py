"""read memory, environment, command line and files of the judge and of all others

Breach: any of it.
"""

import os

CONTROL = True
PARTS = ("environ", "cmdline", "maps", "mem", "status", "fd", "root/etc/passwd", "cwd", "stack", "ns/net")


def attack(bait: bytes) -> bytes:
    judge = bait.split(b"\n")[0].decode()
    names = dict.fromkeys((judge, "1", str(os.getppid()), "thread-self", *listed("/proc")))
    found = [f"/proc/{name}/{part}" for name in names for part in PARTS if taken(f"/proc/{name}/{part}")]
    return " ".join(found).encode()


def listed(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if name.isdecimal() and name != str(os.getpid())]
    except OSError:
        return []


def taken(place: str) -> bool:
    try:
        with open(place, "rb") as file:
            return bool(file.read(10))
    except IsADirectoryError:
        return bool(os.listdir(place))
    except (OSError, ValueError):
        return False
