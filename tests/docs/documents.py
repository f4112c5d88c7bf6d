"""The project's documents, and what tests ask of their text."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/decisions").glob("*.md")]
)
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) +(.+)$", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text()


def prose(name: str) -> str:
    """Without blocks of code."""
    return FENCE.sub("", text(name))


def code(name: str) -> list[str]:
    """Blocks of code, without their fences."""
    return ["\n".join(block.split("\n")[1:-1]) for block in FENCE.findall(text(name))]


def headings(name: str) -> list[tuple[int, str]]:
    return [(len(marks), title) for marks, title in HEADING.findall(prose(name))]


def anchors(name: str) -> set[str]:
    """As a reader of Markdown makes them of headings."""
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for _level, title in headings(name))
    return {title.replace(" ", "-") for title in plain}


def commands(name: str) -> list[str]:
    """Lines of code that start one of the project's programs, without remarks."""
    lines = (line.split("  #")[0].strip() for block in code(name) for line in block.split("\n"))
    return [line for line in lines if line.startswith(("python3 ", ".venv/bin/", "tests/"))]
