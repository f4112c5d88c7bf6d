"""The small failing input of a judging, as pages and API show it.

It was generated, so all of it may be seen; it is bytes that a stranger's code chose to fail on, so it is
shown as such: in hex, and as text in which nothing can act.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from problems.judge_words import in_readers_language
from submissions.models import Judging
from submissions.visible import visible

Json = Mapping[str, Any]

SEARCHING, FOUND, NOTHING_FOUND = "searching", "found", "none"
ROW_BYTES = 8
# Of longer bytes the first rows are shown, and those around the first difference.
FIRST_ROWS, ROWS_BEFORE, ROWS_AFTER = 8, 1, 2
# Longer inputs travel by the page that loads them rather than by the one that shows them.
MOST_CARRIED_BYTES = 4096
OTHER = "·"
MOST_TEXT_BYTES = 400


@dataclass(frozen=True)
class DumpRow:
    """Some bytes in hex and as text, the one that differs first marked; or, with ``skipped``, a gap."""

    offset: int
    hex: SafeString = mark_safe("")  # noqa: S308 - nothing in it
    text: SafeString = mark_safe("")  # noqa: S308 - nothing in it
    skipped: int = 0


@dataclass(frozen=True)
class Bytes:
    """Bytes to be shown; ``count`` is how many there are, of which ``data`` may be the beginning."""

    data: bytes
    count: int
    difference: int | None = None

    @property
    def rows(self) -> list[DumpRow]:
        return list(self._rows())

    @property
    def ends_early(self) -> bool:
        """Whether the first difference is that there is no byte any more."""
        return self.difference is not None and self.difference >= self.count

    @property
    def repeated(self) -> str:
        """The one byte that all of a longer input is, in hex; else nothing."""
        is_one = len(self.data) == self.count > ROW_BYTES and len(set(self.data)) == 1
        return self.data[:1].hex() if is_one else ""

    @property
    def text(self) -> SafeString:
        """All of it as a text, where it is a short one that the dump alone does not let read."""
        if self.data.isascii() or self.count > min(len(self.data), MOST_TEXT_BYTES):
            return mark_safe("")  # noqa: S308 - nothing in it
        try:
            return visible(self.data.decode())
        except UnicodeDecodeError:
            return mark_safe("")  # noqa: S308 - nothing in it

    def _rows(self) -> Iterator[DumpRow]:
        after = 0
        for number in self._shown():
            if number > after:
                yield DumpRow(after * ROW_BYTES, skipped=(number - after) * ROW_BYTES)
            yield self._row(number)
            after = number + 1
        end = min(after * ROW_BYTES, len(self.data))
        if self.count > end:
            yield DumpRow(end, skipped=self.count - end)

    def _shown(self) -> list[int]:
        wanted = set(range(FIRST_ROWS))
        if self.difference is not None:
            row = self.difference // ROW_BYTES
            wanted |= set(range(row - ROWS_BEFORE, row + ROWS_AFTER + 1))
        last = (len(self.data) + ROW_BYTES - 1) // ROW_BYTES
        # A gap of a row or two says less than the rows would.
        return [number for number in range(last) if wanted & {number - 1, number, number + 1}]

    def _row(self, number: int) -> DumpRow:
        start = number * ROW_BYTES
        part = self.data[start : start + ROW_BYTES]
        cells = list(enumerate(part, start))
        return DumpRow(
            start,
            mark_safe(" ".join(self._marked(at, f"{byte:02x}") for at, byte in cells)),  # noqa: S308
            mark_safe("".join(self._marked(at, as_text(byte)) for at, byte in cells)),  # noqa: S308
        )

    def _marked(self, at: int, cell: str) -> str:
        return f"<mark>{cell}</mark>" if at == self.difference else cell


def as_text(byte: int) -> SafeString:
    """One byte as a character that only shows: ASCII, or a dot, on a ground of its own for controls.

    Few fonts have pictures of the controls as narrow as the other characters; the hex says which it is.
    """
    if byte >= 0x80:
        return mark_safe(f'<span class="no-text">{OTHER}</span>')  # noqa: S308 - a constant
    if byte < 0x20 or byte == 0x7F:
        return mark_safe(f'<span class="hidden-char">{OTHER}</span>')  # noqa: S308 - a constant
    return escape(chr(byte))


@dataclass(frozen=True)
class FailingInput:
    """``state`` is searching, found or none (the judge looked and found nothing)."""

    state: str
    known: Json

    @property
    def is_found(self) -> bool:
        return self.state == FOUND

    @property
    def input_hex(self) -> str:
        return str(self.known.get("input_hex") or "")

    @property
    def input_bytes(self) -> int:
        return int(self.known.get("input_bytes") or 0)

    @property
    def spaced_hex(self) -> str:
        return bytes.fromhex(self.input_hex).hex(" ")

    @property
    def carried_hex(self) -> str | None:
        return self.spaced_hex if self.input_bytes <= MOST_CARRIED_BYTES else None

    @property
    def direction(self) -> str:
        return str(self.known.get("direction") or "")

    @property
    def error(self) -> str:
        return in_readers_language(str(self.known.get("error") or ""))

    @property
    def got_hex(self) -> str | None:
        return self.known.get("got_hex")

    @property
    def got_bytes(self) -> int | None:
        return self.known.get("got_bytes")

    @property
    def tries(self) -> int:
        return int(self.known.get("tries") or 0)

    @cached_property
    def first_difference(self) -> int | None:
        """Offset of the first byte that came back wrong or is missing; None where nothing came back."""
        if self.got_hex is None:
            return None
        expected, got = bytes.fromhex(self.input_hex), bytes.fromhex(self.got_hex)
        shorter = min(len(expected), len(got))
        return next((at for at in range(shorter) if expected[at] != got[at]), shorter)

    @property
    def expected(self) -> Bytes:
        return Bytes(bytes.fromhex(self.input_hex), self.input_bytes, self.first_difference)

    @property
    def got(self) -> Bytes | None:
        if self.got_hex is None:
            return None
        return Bytes(bytes.fromhex(self.got_hex), self.got_bytes or 0, self.first_difference)


def failing_input(judging: Judging) -> FailingInput | None:
    """What is known of a small failing input; None where none is looked for."""
    if judging.is_searched:
        return FailingInput(SEARCHING, {})
    if not judging.failing_input:
        return None
    found = judging.failing_input.get("input")
    return FailingInput(FOUND, found) if found else FailingInput(NOTHING_FOUND, {})
