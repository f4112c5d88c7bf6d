"""How Chinese is set: full-width punctuation, and a space between Chinese and Latin letters or figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questions.check.finding import Finding

_LEFT_OUT = re.compile(
    r"```.*?```|\$\$.+?\$\$|\$[^$\n]+\$|`[^`\n]+`|\]\([^)]*\)|\{\{.*?\}\}|^---\n.*?^---\n", re.S | re.M
)
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?:\s|$)|\([^)]*[\u4e00-\u9fff]")
_NO_SPACE = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")


def badly_set(file: str, text: str) -> Iterator[Finding]:
    prose = _LEFT_OUT.sub(lambda match: re.sub(r"[^\n]", "\x00", match.group()), text)
    for at, line in enumerate(prose.splitlines(), 1):
        if found := _HALF_WIDTH.search(line):
            yield Finding(file, at, f"half-width punctuation after Chinese: {found.group()!r}")
        if found := _NO_SPACE.search(line):
            yield Finding(file, at, f"no space between Chinese and Latin: {found.group()!r}")
