"""A Markdown file of the bank: front matter, sections, and parts below them, with the lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_FENCE = re.compile(r"^(```|~~~)")


class ContentError(Exception):
    """``line`` counts from 1 in the file."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line, self.why = line, why


@dataclass(frozen=True)
class Part:
    """A heading and the text below it; ``line`` is the heading's."""

    title: str
    body: str
    line: int


@dataclass(frozen=True)
class Document:
    front: Mapping[str, Any]
    sections: Sequence[Part]


def read_document(text: str) -> Document:
    """Raises ContentError where the file does not begin with front matter in YAML."""
    found = _FRONT.match(text)
    if not found:
        raise ContentError(1, "expected front matter between two lines of '---'")
    try:
        front = yaml.safe_load(found.group(1))
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 2 if broken.problem_mark else 1
        raise ContentError(line, f"front matter is not YAML: {broken.problem}") from None
    if not isinstance(front, dict):
        raise ContentError(1, "expected a mapping as front matter")
    return Document(front, parts(text[found.end() :], 2, found.group().count("\n") + 1))


def parts(text: str, level: int, first_line: int = 1) -> list[Part]:
    """What stands below each heading of a level; what comes before the first one is left out."""
    mark = "#" * level + " "
    found: list[tuple[str, int, list[str]]] = []
    is_code = False
    for at, line in enumerate(text.splitlines(), first_line):
        is_code ^= bool(_FENCE.match(line))
        if line.startswith(mark) and not is_code:
            found.append((line.removeprefix(mark).strip(), at, []))
        elif found:
            found[-1][2].append(line)
    return [Part(title, "\n".join(lines).strip() + "\n", at) for title, at, lines in found]
