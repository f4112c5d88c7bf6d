"""Files of 0 to 5 bytes and just above, two with the same name, in chunks of one byte and of more than all."""

import hashlib
import json
import random

CODECS = ["xz-6", "zlib-9", "bz2-9", "zlib-6"]


def generate(seed: bytes, size: int) -> bytes:
    """Return a case of a few hundred bytes; `size` is not used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    contents = [draw.randbytes(length) for length in (1, 0, 2, 3, 5)]
    contents += [bytes(length) for length in (1, 2, 3, 4, 100)]
    contents += [b"ab" * 40, bytes(range(256)), draw.randbytes(1), b""]
    names = [f"tiny-{number}" for number in range(len(contents) - 2)] + ["tiny-0", "tiny-1"]
    chunks = [1, 1, 1 << 20, 2, 3, 1, 2, 1, 3, 7, 1, 100, 1 << 20, 1]
    return packed(list(zip(names, contents, chunks, strict=True)))


def packed(files: list[tuple[str, bytes, int]]) -> bytes:
    """A case of whole files: name, bytes, size of chunks."""
    table, at = [], 0
    for name, data, chunk in files:
        table.append([name, [[at, len(data)]], chunk])
        at += len(data)
    told = json.dumps({"codecs": CODECS, "memory_share": 0, "all_or_nothing": False, "files": table}).encode()
    return len(told).to_bytes(4, "big") + told + b"".join(data for _, data, _ in files)
