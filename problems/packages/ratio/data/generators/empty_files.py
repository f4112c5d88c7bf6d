"""Files without a byte: three of them, and two codecs. All of the answer must be right."""

import json


def generate(seed: bytes, size: int) -> bytes:
    """Return the same case for every seed and size."""
    files = [["nothing", [], 1], ["", [], 4096], ["nothing", [], 1 << 20]]
    told = {"codecs": ["bz2-9", "zlib-6"], "memory_share": 0, "all_or_nothing": True, "files": files}
    text = json.dumps(told).encode()
    return len(text).to_bytes(4, "big") + text
