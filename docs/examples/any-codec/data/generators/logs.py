"""Log lines: a rising time, a few services and levels, a counter and a random trace."""

import random

LEVELS = ["DEBUG", "INFO", "INFO", "INFO", "WARN"]
SERVICES = ["cart", "login", "mail", "search"]


def generate(seed: bytes, size: int) -> bytes:
    """Return `size` bytes of lines, the last one perhaps cut."""
    draw = random.Random(seed)  # noqa: S311
    lines: list[bytes] = []
    time = total = 0
    while total < size:
        time += draw.getrandbits(9)
        level, service = LEVELS[draw.getrandbits(16) % 5], SERVICES[draw.getrandbits(2)]
        line = b"%010d %s %s took %d ms trace=%08x\n" % (
            time,
            level.encode(),
            service.encode(),
            draw.getrandbits(8),
            draw.getrandbits(32),
        )
        lines.append(line)
        total += len(line)
    return b"".join(lines)[:size]
