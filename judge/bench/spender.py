"""Runs inside a sandbox and uses known amounts; it counts itself what it used, by the clocks of its own
processes. It is the judge's own: it neither reads foreign code nor locks itself down. Same frames as the
harness, of which it knows the call alone.

    cpu_alone, cpu_threads, cpu_child, cpu_orphan (milliseconds)   answer the seconds used, as text
    memory_malloc, memory_mmap, memory_tmpfs (bytes)               answer the bytes that were written to
"""

import mmap
import os
import sys
import threading
import time
import zlib

JOBS, RESULTS = map(int, sys.argv[1:3])
WORK = bytes(range(256)) * 64
THREADS = 4
kept: "list[object]" = []


def cpu_alone(milliseconds: int) -> float:
    start = time.process_time()
    burn(start + milliseconds / 1000, time.process_time)
    return time.process_time() - start


def cpu_threads(milliseconds: int) -> float:
    """Threads at the same time, each by its own clock."""
    used = []

    def work() -> None:
        burn(milliseconds / 1000 / THREADS, time.thread_time)
        used.append(time.thread_time())

    start = time.thread_time()
    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(used) + time.thread_time() - start


def cpu_child(milliseconds: int) -> float:
    """A child that is waited for."""
    start = time.process_time()
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        spend_and_tell(milliseconds / 1000, theirs)
    told = float(os.read(ours, 64))
    os.waitpid(child, 0)
    return told + time.process_time() - start


def cpu_orphan(milliseconds: int) -> float:
    """A grandchild whose parent is gone before it begins, and which nobody here waits for."""
    start = time.process_time()
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        if os.fork():
            os._exit(0)
        os.setsid()
        spend_and_tell(milliseconds / 1000, theirs)
    os.waitpid(child, 0)
    return float(os.read(ours, 64)) + time.process_time() - start


def spend_and_tell(seconds: float, pipe: int) -> None:
    burn(seconds, time.process_time)
    os.write(pipe, repr(time.process_time()).encode())
    os._exit(0)


def burn(end: float, clock) -> None:  # type: ignore[no-untyped-def]  # Importing typing costs memory.
    while clock() < end:
        for _ in range(16):
            zlib.crc32(WORK)


def memory_malloc(size: int) -> int:
    kept.append(b"\x01" * size)
    return size


def memory_mmap(size: int) -> int:
    area = mmap.mmap(-1, size)
    for start in range(0, size, mmap.PAGESIZE):
        area[start] = 1
    kept.append(area)
    return size


def memory_tmpfs(size: int) -> int:
    with open("/tmp/file", "wb", buffering=0) as file:  # noqa: S108  # Inside.
        piece = b"\x01" * (1 << 16)
        for _ in range(size // len(piece)):
            file.write(piece)
        return file.tell()


def main() -> None:
    os.write(RESULTS, b"R")
    while True:
        name, amount, token = read_call()
        text = repr(globals()[name](amount)).encode()
        os.write(RESULTS, b"O" + token + len(text).to_bytes(8, "big") + text)


def read_call() -> "tuple[str, int, bytes]":
    """F, name, one argument: a whole number."""
    if read(1) != b"F":
        os._exit(0)
    name = read(int.from_bytes(read(4), "big")).decode()
    read(2)
    return name, int.from_bytes(read(8), "big"), read(4)


def read(size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = os.read(JOBS, size - len(data))
        if not part:
            os._exit(0)
        data += part
    return data


main()
