"""Inputs on which codecs break: first those that are known to be awkward, then changes of them.

Everything is made here, or is a shown sample of the package: nothing hidden is ever near.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

# Where counters, window positions and length fields of usual widths overflow.
BORDERS = (16, 32, 64, 128, 256, 512, 1024, 4096, 8192, 16_384, 32_768, 65_536)
# Inputs of up to so many bytes are tried before the larger ones, which cost more.
SMALL = 2048
# Larger samples are cut to this.
MOST_SEED_BYTES = 4096
MOST_BYTES = 80_000
_MOST_MUTATED = 6000
_ALL = bytes(range(256))
_BYTES = (0x00, 0x01, 0x0A, 0x20, 0x61, 0x7F, 0x80, 0xFE, 0xFF)
_TEXTS = (
    "the quick brown fox jumps over the lazy dog. the quick brown fox again.",
    "abracadabra, abracadabra!\nA line, \ta tab\r\nand both kinds of line end\r\n\n",
    "naïve café, Straße, ἀρχή, данные, 数据压缩,圧縮, ﷽ 🙂👩‍👩‍👧 e\u0301 \u202eright to left\u202c",
    '{"id": 17, "name": "alpha", "ok": true}\n{"id": 18, "name": "beta", "ok": null}\n',
    "".join(
        f"2026-01-02 03:04:{second:02} INFO request {second * 37} took {second} ms\n" for second in range(20)
    ),
    "".join(f"{row},{row * row},{row / 7:.3f}\n" for row in range(40)),
    "".join(map(chr, range(0x20, 0x7F))) + "".join(map(chr, range(0x20))),
)

Mutate = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def edge_cases(draw: random.Random) -> list[bytes]:
    """Awkward inputs, the shorter ones first, none twice."""
    found = [*_tiny(), *_runs(), *_alternations(), *_whole_alphabets(), *_texts(), *_random(draw)]
    for border in BORDERS:
        found += _around(border, draw)
    return sorted(dict.fromkeys(found), key=len)


def mutations(seeds: Sequence[bytes], draw: random.Random) -> Iterator[bytes]:
    """Without end: a seed changed one to four times, mostly short ones."""
    while True:
        data = draw.choice(seeds)
        for _ in range(draw.randint(1, 4)):
            data = draw.choice(_MUTATIONS)(draw, data, seeds)[:_MOST_MUTATED]
        yield data


def _tiny() -> Iterator[bytes]:
    yield b""
    for byte in _BYTES:
        for size in (1, 2, 3):
            yield bytes([byte]) * size
    yield from (b"ab", b"ba", b"aab", b"abb", b"aba", b"abc", b"\x00\xff", b"\xff\x00")


def _runs() -> Iterator[bytes]:
    for byte in (0x00, 0x61, 0xFF):
        yield from (bytes([byte]) * size for size in (4, 5, 8, 9, 10, 11, 17, 18, 19, 100, 1000))


def _alternations() -> Iterator[bytes]:
    for unit in (b"ab", b"abc", b"\x00\xff", b"aab", b"\xff\x00\x00", b"0123456789"):
        yield from (unit * times for times in (2, 3, 4, 20, 200))
    yield b"abcabcabcd" * 20
    yield b"".join(bytes([size % 256]) * size for size in range(40))


def _whole_alphabets() -> Iterator[bytes]:
    yield from (_ALL, _ALL[::-1], _ALL * 2, _ALL[:128], _ALL[128:])
    yield b"".join(bytes([byte]) * 2 for byte in _ALL)


def _texts() -> Iterator[bytes]:
    for text in _TEXTS:
        yield text.encode()
    yield " ".join(_TEXTS).encode("utf-16-le")


def _random(draw: random.Random) -> Iterator[bytes]:
    for size in (4, 16, 60, 250, 900):
        yield draw.randbytes(size)
        yield bytes(draw.choices(b"ab", k=size))
        yield bytes(draw.choices(b"etaoin shrdlu\n", k=size))


def _around(border: int, draw: random.Random) -> list[bytes]:
    """Just below, at and just above: one byte repeated, text, and (once) bytes without any pattern."""
    sizes = (border - 1, border, border + 1)
    text = (" ".join(_TEXTS).encode() + b"\n") * (border // 500 + 1)
    return [bytes(size) for size in sizes] + [text[: border + 1], draw.randbytes(border + 1)]


# Changes


def _cut(draw: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = sorted((draw.randint(0, len(data)), draw.randint(0, len(data))))
    return data[start:end]


def _join(draw: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    return data + draw.choice(seeds)


def _repeat(draw: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    return data * draw.randint(2, 9)


def _put_in(draw: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    at = draw.randint(0, len(data))
    run = bytes([draw.choice(_BYTES)]) if draw.random() < 0.5 else draw.randbytes(1)
    return data[:at] + run * draw.choice((1, 1, 2, 3, 5, 16, 260)) + data[at:]


def _set(draw: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = draw.randrange(len(data))
    return data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]


def _copy_within(draw: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """A piece once more, at a distance: what a window looks for."""
    piece = _cut(draw, data, seeds)
    at = draw.randint(0, len(data))
    return data[:at] + piece + data[at:]


_MUTATIONS: tuple[Mutate, ...] = (_cut, _join, _repeat, _put_in, _set, _copy_within)
