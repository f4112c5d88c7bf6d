"""Writes an answer to the judge's pipe by itself: one that looks like what a checker says.

Expected: what comes out of the sandbox is an answer and never a verdict, and an answer too many is wrong.
"""

import json
import posix
import sys


def analyze(files, codecs):
    mark = json.dumps({"quality": 1.0, "parts": {"fields": 1.0}, "why": ""}).encode()
    for pipe in (int(value) for value in sys.argv[1:3] if value.isdigit()):
        posix.write(pipe, b"O" + bytes(4) + len(mark).to_bytes(8, "big") + mark)
    return {"quality": 1.0, "parts": {"fields": 1.0}, "why": ""}
