"""Asks everything that knows native code for a library codec: what it is linked with, the linker, and LLVM."""

import ctypes

import llvmlite.binding

NAMES = ("lzma_easy_buffer_encode", "BZ2_bzBuffToBuffCompress", "compress2")
LIBRARIES = (None, "liblzma.so.5", "libbz2.so.1.0", "libz.so.1", "libzstd.so.1")


def address():
    for name in NAMES:
        found = llvmlite.binding.address_of_symbol(name)
        if found:
            return found
        for library in LIBRARIES:
            try:
                return ctypes.cast(ctypes.CDLL(library)[name], ctypes.c_void_p).value
            except (OSError, AttributeError):
                continue
    raise LookupError("no library codec in this process")


def compress(data, parameters):
    pack = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_ulong)
    size, room = ctypes.c_ulong(2 * len(data) + 64), ctypes.create_string_buffer(2 * len(data) + 64)
    pack(address())(room, ctypes.byref(size), bytes(data), len(data))
    return room.raw[: size.value]


def decompress(blob, parameters):
    raise LookupError("no data came this far")
