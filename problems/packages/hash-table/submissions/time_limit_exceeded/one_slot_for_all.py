"""A hash that sees only the top bit of a byte, and chains without end: text has one slot, and all of it is walked."""


def compress(data: bytes) -> bytes:
    chains: dict[int, list[int]] = {}
    longest = 0
    for position in range(len(data) - 3):
        chain = chains.setdefault(data[position] >> 7, [])
        for candidate in chain:
            if data[candidate : candidate + 4] == data[position : position + 4]:
                longest = max(longest, position - candidate)
        chain.append(position)
    return data if longest <= len(data) else b""


def decompress(blob: bytes) -> bytes:
    return blob
