"""Two sources side by side, line for line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

CONTEXT_LINES = 3
# difflib compares in quadratic time at worst; beyond this the unlike middle is shown as one replaced block.
MAX_COMPARED_LINES = 4000


@dataclass(frozen=True)
class Side:
    number: int | None
    text: str


@dataclass(frozen=True)
class DiffRow:
    kind: str  # "equal", "insert", "delete", "replace" or "skip"
    left: Side
    right: Side
    skipped: int = 0


Opcode = tuple[str, int, int, int, int]


def side_by_side(old: str, new: str, context: int = CONTEXT_LINES) -> list[DiffRow]:
    """Rows that turn old into new; long equal stretches are folded to one "skip" row."""
    left, right = old.splitlines(), new.splitlines()
    return [row for block in opcodes(left, right) for row in rows_of(block, left, right, context)]


def opcodes(left: list[str], right: list[str]) -> list[Opcode]:
    if len(left) + len(right) <= MAX_COMPARED_LINES:
        return list(SequenceMatcher(None, left, right, autojunk=False).get_opcodes())
    start = common_prefix(left, right)
    end = common_prefix(left[start:][::-1], right[start:][::-1])
    return [
        ("equal", 0, start, 0, start),
        ("replace", start, len(left) - end, start, len(right) - end),
        ("equal", len(left) - end, len(left), len(right) - end, len(right)),
    ]


def common_prefix(left: list[str], right: list[str]) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(left), len(right)))


def rows_of(block: Opcode, left: list[str], right: list[str], context: int) -> Iterator[DiffRow]:
    kind, left_from, left_to, right_from, right_to = block
    rows = list(paired(kind, left[left_from:left_to], right[right_from:right_to], left_from, right_from))
    if kind != "equal":
        yield from rows
        return
    yield from folded(
        rows,
        before=0 if left_from == 0 and right_from == 0 else context,
        after=0 if left_to == len(left) and right_to == len(right) else context,
    )


def paired(
    kind: str, left: list[str], right: list[str], left_from: int, right_from: int
) -> Iterator[DiffRow]:
    for index, (a, b) in enumerate(zip_longest(left, right)):
        yield DiffRow(kind, side(a, left_from + index), side(b, right_from + index))


def side(text: str | None, index: int) -> Side:
    return Side(None, "") if text is None else Side(index + 1, text)


def folded(rows: list[DiffRow], *, before: int, after: int) -> Iterator[DiffRow]:
    """Keep `before` rows at the start and `after` at the end; fold what lies between."""
    hidden = len(rows) - before - after
    if hidden < 2:
        yield from rows
        return
    yield from rows[:before]
    yield DiffRow("skip", Side(None, ""), Side(None, ""), skipped=hidden)
    yield from rows[len(rows) - after :]


def is_changed(rows: list[DiffRow]) -> bool:
    return any(row.kind not in {"equal", "skip"} for row in rows)
