"""Lets a program of the system do the work.

Expected: there is no program, and no way to start one.
"""

import os


def run(arguments: list[str], data: bytes) -> bytes:
    to_child, data_in = os.pipe()
    data_out, from_child = os.pipe()
    if os.fork() == 0:
        os.dup2(to_child, 0)
        os.dup2(from_child, 1)
        os.execvp(arguments[0], arguments)  # noqa: S606
    os.write(data_in, data)
    os.close(data_in)
    os.close(from_child)
    return os.read(data_out, len(data) + 1_024)


def compress(data: bytes) -> bytes:
    return run(["gzip", "-9"], data)


def decompress(blob: bytes) -> bytes:
    return run(["gzip", "-d"], blob)
