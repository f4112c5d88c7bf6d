"""walk all that can be seen for traces of the judge, its data and other runs

Breach: a file that is not of the runtime, or holds a path of the host.
"""

import contextlib
import os

VERDICT = "AC TLE"
KNOWN = {
    "about.json",
    "complete",
    "complete.json",
    "dev",
    "judge",
    "lib",
    "lib64",
    "libs",
    "packages",
    "proc",
    "python",
    "tmp",
}
WANTED = ("harness.py", "lockdown.so")


def attack(bait: bytes) -> bytes:
    found = [name for name in os.listdir("/") if name not in KNOWN]
    found += [name for name in os.listdir("/judge") if name not in WANTED]
    for folder in ("/tmp", "/dev/shm"):
        with contextlib.suppress(OSError):
            found += os.listdir(folder)
    for place in ("/about.json", "/judge/harness.py"):
        with contextlib.suppress(OSError), open(place, "rb") as file:
            text = file.read()
            found += [word.decode() for word in (b"/work", b"/root", b"/var/lib", b"/home") if word in text]
    return " ".join(found).encode()
