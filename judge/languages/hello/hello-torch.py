"""Run lengths: each byte that differs from the one before, and how often it comes again."""

import torch


def bytes_of(values: torch.Tensor) -> bytes:
    return values.to(torch.uint8).numpy().tobytes()


def compress(data: bytes) -> bytes:
    if not data:
        return b""
    values = torch.tensor(list(data), dtype=torch.int64)
    found, again = torch.unique_consecutive(values, return_counts=True)
    pieces = (again + 255) // 256
    last = torch.cumsum(pieces, 0) - 1
    lengths = torch.full((int(pieces.sum()),), 255)
    lengths[last] = (again - 1) % 256
    return bytes_of(torch.stack((found.repeat_interleave(pieces), lengths), 1).flatten())


def decompress(blob: bytes) -> bytes:
    pairs = torch.tensor(list(blob), dtype=torch.int64).reshape(-1, 2)
    return bytes_of(pairs[:, 0].repeat_interleave(pairs[:, 1] + 1))
