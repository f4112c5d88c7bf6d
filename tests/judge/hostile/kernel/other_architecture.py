"""make the calls of another architecture, whose numbers mean something else

Breach: an answer from the kernel. Runs where machine code may be made.
"""

import ctypes
import mmap

VERDICT = "SV RTE"
RUNTIME = "python-scientific"
CONTROL = True
GETPID = 20
# mov eax, getpid; int 0x80; ret
CODE = b"\xb8" + GETPID.to_bytes(4, "little") + b"\xcd\x80\xc3"


def attack(bait: bytes) -> bytes:
    page = mmap.mmap(-1, 4096, prot=7)
    page.write(CODE)
    place = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return b"%d" % ctypes.CFUNCTYPE(ctypes.c_int)(place)()
