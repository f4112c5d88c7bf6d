"""be a source whose parsing takes the stack or the time

Breach: a judge that fails with it.
"""

VERDICT = "CE RTE MLE TLE"

DEEP = eval("(" * 150 + ")" * 150)
exec("-" * 200_000 + "1")


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob
