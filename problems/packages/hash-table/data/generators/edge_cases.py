"""Inputs at the edges of codecs, in one bundle: each case is 4 bytes of length, then its bytes.

Sizes around 64 KiB and 32 KiB, periods around the windows of known formats, counts that make
Huffman codes long, text cut inside a character, and what is already compressed.
"""

import hashlib
import random
from collections.abc import Iterator

KIB = 1024
PERIODS = [1, 2, 3, 7, 255, 256, 32_767, 32_768, 32_769, 65_535, 65_536, 65_537]
CHINESE = "重复的内容只说一次，没有重复的内容照原样写出。"


def generate(seed: bytes, size: int, pool: bytes) -> bytes:
    """Return the bundle, about 1.3 MB whatever `size` says; `pool` is any compressed file."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    cases = [*tiny(draw), *runs(), *alphabets(draw), *periodic(draw), *texts(draw), *packed(draw, pool)]
    return b"".join(len(case).to_bytes(4, "big") + case for case in cases)


def tiny(draw: random.Random) -> Iterator[bytes]:
    """Nothing, one byte, and the shortest repetitions."""
    yield b""
    yield draw.randbytes(1)
    for count in (2, 3, 4):
        yield draw.randbytes(1) * count
    yield b"abcabcab"
    yield draw.randbytes(64)
    yield draw.randbytes(65)


def runs() -> Iterator[bytes]:
    """One byte many times, with and without a last byte that differs."""
    for count in (65_535, 65_536, 65_537):
        yield bytes(count)
    yield b"\xff" * (64 * KIB)
    yield bytes(64 * KIB) + b"\x01"
    yield b"\x01" + bytes(40_000)


def alphabets(draw: random.Random) -> Iterator[bytes]:
    """All byte values in order, and counts that a Huffman code finds hard."""
    yield bytes(range(256))
    yield bytes(range(256)) * 4
    yield bytes(range(255, -1, -1)) * 2
    yield skewed(draw)
    yield fibonacci(draw)
    yield bytes(128 + draw.getrandbits(1) for _ in range(8 * KIB))


def skewed(draw: random.Random) -> bytes:
    """99.9 % of one byte value, the rest anything."""
    return bytes(draw.getrandbits(8) if draw.getrandbits(10) == 0 else 7 for _ in range(64 * KIB))


def fibonacci(draw: random.Random) -> bytes:
    """Byte values as often as Fibonacci's numbers, shuffled: an unlimited code is 21 bits deep."""
    bag = bytearray()
    before, count = 1, 1
    for value in range(22):
        bag += bytes([value]) * before
        before, count = count, before + count
    for last in range(len(bag) - 1, 0, -1):
        other = draw.getrandbits(32) * (last + 1) >> 32
        bag[last], bag[other] = bag[other], bag[last]
    return bytes(bag)


def periodic(draw: random.Random) -> Iterator[bytes]:
    """Random bytes repeated with each period; the long ones for a little over one turn."""
    for period in PERIODS:
        turn = draw.randbytes(period)
        count = 6_001 if period < KIB else period + 5_000
        yield (turn * (count // period + 1))[:count]


def texts(draw: random.Random) -> Iterator[bytes]:
    """Text that is cut or mixed in ways that text handling trips over."""
    encoded = (CHINESE * 40).encode()
    yield encoded[:-1]
    yield encoded[1:-2]
    yield b"\xc3\x28\xf0\x90\x28\xed\xa0\x80\xff\xfe" * 50
    yield b"".join(b"line %d\r\n" % number for number in range(2_000))
    yield b"".join(b"name%d\0" % number + bytes(draw.getrandbits(6)) for number in range(1_500))
    yield "".join(f"{number:x} " for number in range(8_000)).encode()


def packed(draw: random.Random, pool: bytes) -> Iterator[bytes]:
    """What is already compressed, alone and beside what is not."""
    start = draw.getrandbits(16)
    yield pool[start : start + 48 * KIB]
    yield pool[start : start + 8 * KIB] + bytes(8 * KIB) + pool[start : start + 8 * KIB]
    yield draw.randbytes(4 * KIB) * 2
