"""Submissions that try to carry hidden data out, and hidden data to carry.

Each is a working run-length codec that learns ``n``, a number from 0 to 255 that stands in the data and
nowhere else, and says it in every way it can think of.
"""

SIZE = 40_000
AT = 101
CODEC = """
import os, sys, time

def learn(data):
    return data[{at}] if len(data) > {at} else 0

def pack(data):
    out, at = bytearray(), 0
    while at < len(data):
        end = at
        while end < len(data) and end - at < 255 and data[end] == data[at]:
            end += 1
        out += bytes([end - at, data[at]])
        at = end
    return bytes(out) if len(out) < len(data) else b""

def unpack(blob):
    return b"".join(bytes([blob[at + 1]]) * blob[at] for at in range(0, len(blob), 2))

def compress(data):
    n = learn(data)
    blob = pack(data)
    blob = b"P" + blob if blob else b"S" + data
    {compress}
    return blob

def decompress(blob):
    data = unpack(blob[1:]) if blob[:1] == b"P" else blob[1:]
    n = learn(data)
    {decompress}
    return data
"""

REFERENCE = CODEC.format(at=AT, compress="pass", decompress="pass")

# All that may be said by code that passes: what it prints, how long it sleeps, what it holds in memory,
# and a few bytes more or less of blob than the shown ratio can tell.
WHISPERS = (
    "print('secret', n); print(data[:200].hex(), file=sys.stderr); time.sleep(n / 4000); "
    "ballast.append(bytes(20_000 * n)); "
)
PADDING = "blob += bytes(2 * (n & 1))"

# Ways to fail that could each tell n apart, with the verdict that is all they may get out.
FAILURES = {
    "raises": ("print(n); raise type(f'E{n}', (Exception,), {})(f'the secret is {n}' * 50)", "pass", "RTE"),
    "exits": ("print(n); sys.stdout.flush(); os._exit(n % 100 + 1)", "pass", "RTE"),
    "returns other bytes": ("pass", "return data[:n] + bytes([n]) * n + data[n + 1 :]", "WA"),
    # A generated input knows no secret, so what the search for a small one finds must be the same.
    "remembers": ("assert len(data) < 300, (n, data)", "pass", "RTE"),
}


def failing(name: str) -> str:
    compress, decompress, _verdict = FAILURES[name]
    return CODEC.format(at=AT, compress=compress, decompress=decompress)


def whispering() -> str:
    body = CODEC.format(at=AT, compress=WHISPERS + PADDING, decompress=WHISPERS)
    return "ballast = []\n" + body


def hidden_data(n: int) -> bytes:
    """Runs of bytes of which one, and only one, is ``n``: the lengths of the runs never change."""
    units = b"".join(bytes([32 + number % 90]) * (3 + number % 9) for number in range(1, SIZE))
    data = bytearray(units[:SIZE])
    data[AT - 2 : AT + 3] = (3, 3, n, 3, 3) if n != 3 else (4, 4, 3, 4, 4)
    return bytes(data)
