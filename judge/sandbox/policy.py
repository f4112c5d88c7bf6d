"""What a runtime's code may ask of the kernel beyond computing: the few freedoms that differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """``executable_memory``: machine code may be made at run time (just-in-time compilers).
    ``processes``: fork and exec stay allowed (compilers). ``scratch_bytes``: size of a private /tmp whose
    inodes are limited as well; 0: no writable directory at all. ``spare_addresses``: bytes of address
    space beside the memory limit, where no control group counts memory. ``launched_bytes``: size of a program
    that the program inside, a launcher, may take into memory and become; 0: it stays what it is.
    ``shared_words``: threads may wait by words that other sandboxes could see, as a program needs whose first
    thread joins another for all its life; its submissions must not be able to call the kernel. ``pipes``: they may
    be made, and no file be opened or asked about."""

    executable_memory: bool = False
    processes: bool = False
    scratch_bytes: int = 0
    spare_addresses: int = 256 * 1024 * 1024
    launched_bytes: int = 0
    shared_words: bool = False
    pipes: bool = False


PLAIN = Policy()
