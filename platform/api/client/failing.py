"""The small failing input of a submission, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .table import plain, size_of
from .texts import say

MOST_BYTES = 64


def failing_lines(failing: dict[str, Any]) -> Iterator[str]:
    """Nothing where none was looked for, or the search still goes on."""
    if failing.get("state") == "none":
        yield say("No small input was found that fails the same way.")
    if failing.get("state") != "found":
        return
    title = "The smallest input found that fails ({size}, {direction}):"
    yield say(title, size=size_of(failing["input_bytes"]), direction=say(failing["direction"]))
    yield f"{say('  input')}  {shown(failing['input_hex'])}"
    if failing["got_hex"] is not None:
        yield f"{say('  got')}  {shown(failing['got_hex'])}"
        yield "  " + say("first difference at byte {offset}", offset=failing["first_difference"])
    yield from (f"  {plain(line)}" for line in failing["error"].splitlines())


def shown(digits: str) -> str:
    """Bytes in hex and, where they are plain ASCII, as text."""
    data = bytes.fromhex(digits)
    if not data:
        return say("no bytes")
    more = " …" if len(data) > MOST_BYTES else ""
    part = data[:MOST_BYTES]
    text = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in part)
    return f"{part.hex(' ')}{more}  |{text}|"
