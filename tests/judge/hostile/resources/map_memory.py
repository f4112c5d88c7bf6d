"""take memory by mapping it

Breach: four times the limit mapped and written to. Runs with mmap.
"""

import mmap

VERDICT = "MLE RTE"
RUNTIME = "peers"
MUCH = 512 * 1024 * 1024
PAGE = 4096


def attack(bait: bytes) -> bytes:
    kept = mmap.mmap(-1, MUCH)
    for offset in range(0, MUCH, PAGE):
        kept[offset] = 1
    return b"%d bytes" % len(kept)
