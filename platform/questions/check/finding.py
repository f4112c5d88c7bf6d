"""A fault of the bank's texts, with the place to mend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """``file`` below the folder that was checked; ``line`` from 1, or 0 for the file as a whole."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.why}"
