"""Calls the zlib library of the system directly.

Expected: there are neither ctypes nor a libz to call.
"""


def library():
    from ctypes import CDLL

    return CDLL("libz.so.1")


def compress(data: bytes) -> bytes:
    from ctypes import byref, c_ulong, create_string_buffer

    size = c_ulong(len(data) + len(data) // 100 + 64)
    buffer = create_string_buffer(size.value)
    library().compress2(buffer, byref(size), data, len(data), 9)
    return len(data).to_bytes(4, "big") + buffer.raw[: size.value]


def decompress(blob: bytes) -> bytes:
    from ctypes import byref, c_ulong, create_string_buffer

    size = c_ulong(int.from_bytes(blob[:4], "big"))
    buffer = create_string_buffer(max(size.value, 1))
    library().uncompress(buffer, byref(size), blob[4:], len(blob) - 4)
    return buffer.raw[: size.value]
