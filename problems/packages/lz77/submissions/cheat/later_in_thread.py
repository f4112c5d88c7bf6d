"""Answers with stored data and does the work in a thread, in the hope that it is not charged.

Expected: no gain. The sandbox allows no thread, and what runs between calls would be charged.
"""

import _thread


def compress(data: bytes) -> bytes:
    _thread.start_new_thread(sum, (range(1_000),))
    return data


def decompress(blob: bytes) -> bytes:
    return blob
