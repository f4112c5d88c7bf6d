"""Slices of typed data: a header, and whole frames after it."""

from __future__ import annotations

import random

from judge.slices import Slices, whole_frames

HEADER = b"i2  four"
FRAMES = [bytes([number] * 6) for number in range(100)]


def test_each_slice_has_the_header_and_whole_frames() -> None:
    size = whole_frames(50, len(HEADER), 6)
    slices = Slices(HEADER + b"".join(FRAMES) + b"tail", size, random.Random(1), len(HEADER), 6)
    assert size == len(HEADER) + 42
    for cut in slices.cut(80):
        first = cut[len(HEADER)]
        assert cut == HEADER + b"".join(FRAMES[first : first + 7])


def test_a_slice_is_never_less_than_a_frame() -> None:
    assert whole_frames(10, 16, 64) == 80
