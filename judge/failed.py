"""How code of a submission fails: what build, gate and speed raise."""

from __future__ import annotations


class Failed(Exception):
    """The submission's code failed. ``verdict`` is a verdict word; ``text`` and ``got``, the wrong
    bytes that came back, are shown for samples alone."""

    def __init__(self, verdict: str, text: str = "", got: bytes | None = None) -> None:
        self.verdict = verdict
        self.text = text
        self.got = got
        super().__init__(verdict)
