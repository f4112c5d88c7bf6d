"""Where an answer may touch a rubric: words of each item looked up in the text, nothing more.

Suggestions. No model reads the answer and nothing leaves this site; a word may stand in a sentence that is
wrong, and a right thought may be put in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from questions.bank import Item


@dataclass(frozen=True)
class Piece:
    """A stretch of the answer; ``items``: numbers of the rubric's lines that it may touch, from 1."""

    text: str
    items: tuple[int, ...] = ()


def touched(rubric: Sequence[Item], text: str) -> set[str]:
    """Ids of the items of which some cue stands in the text."""
    return {rubric[at].id for at, _start, _end in _matches(rubric, text)}


def pieces(rubric: Sequence[Item], text: str) -> list[Piece]:
    """The whole text in order, cut where cues begin and end."""
    marks: list[set[int]] = [set() for _ in text]
    for at, start, end in _matches(rubric, text):
        for place in range(start, end):
            marks[place].add(at + 1)
    found: list[Piece] = []
    begin = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or marks[place] != marks[begin]:
            found.append(Piece(text[begin:place], tuple(sorted(marks[begin]))))
            begin = place
    return found


def _matches(rubric: Sequence[Item], text: str) -> Iterator[tuple[int, int, int]]:
    for at, item in enumerate(rubric):
        for cue in item.cues:
            for found in re.finditer(_pattern(cue), text, re.IGNORECASE):
                yield at, found.start(), found.end()


def _pattern(cue: str) -> str:
    """From the beginning of a word to its end, where the script has spaces: "scale" marks all of "scales"."""
    begin = r"(?<![A-Za-z0-9])" if cue[:1].isascii() and cue[:1].isalnum() else ""
    end = "[A-Za-z]*" if cue[-1:].isascii() and cue[-1:].isalpha() else ""
    return begin + re.escape(cue) + end
