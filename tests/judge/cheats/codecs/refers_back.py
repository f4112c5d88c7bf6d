"""Its blobs name lines that were in data before, which only a decoder knows that has had the same blobs."""

import json
import zlib

known = {}
lines = []


def compress(data):
    out = []
    for line in data.decode("latin-1").split("\n"):
        out.append(known.get(line, line))
        known.setdefault(line, len(known))
    return zlib.compress(json.dumps(out).encode())


def decompress(blob):
    out = []
    for item in json.loads(zlib.decompress(blob)):
        line = lines[item] if isinstance(item, int) and item < len(lines) else str(item)
        if isinstance(item, str) and item not in known:
            known[item] = len(lines)
            lines.append(item)
        out.append(line)
    return "\n".join(out).encode("latin-1")
