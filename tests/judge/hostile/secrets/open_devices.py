"""open memory, disks, terminals and the kernel's log, or make nodes for them

Breach: any device but null, zero and urandom.
"""

import contextlib
import os
import stat

NAMES = ("mem", "kmem", "port", "kmsg", "sda", "vda", "nvme0n1", "tty", "ptmx", "console", "fuse", "kvm")
NODES = {"vsock": (10, 121), "mem": (1, 1), "random": (1, 8)}


def attack(bait: bytes) -> bytes:
    found = []
    for name in (*NAMES, "net/tun", "loop-control", "shm", "mqueue", "pts/0", "userfaultfd", "cpu/0/msr"):
        with contextlib.suppress(OSError):
            os.close(os.open(f"/dev/{name}", os.O_RDONLY))
            found.append(name)
    for folder in ("/tmp", "/dev"):
        for name, numbers in NODES.items():
            with contextlib.suppress(OSError):
                os.mknod(f"{folder}/node-{name}", stat.S_IFCHR | 0o666, os.makedev(*numbers))
                os.close(os.open(f"{folder}/node-{name}", os.O_RDONLY))
                found.append(f"made {name}")
    return " ".join(found).encode()
