"""Sandboxes that are ready before they are asked for: started, locked down, never used.

    with take(runtime, limits, core) as sandbox:
        ...

What is taken is used once, like any other sandbox.
"""

from __future__ import annotations

from judge.sandbox.box import Sandbox
from judge.sandbox.limits import Limits
from judge.sandbox.runtime import Runtime


def take(runtime: Runtime, limits: Limits | None = None, core: int | None = None) -> Sandbox:
    """A ready sandbox that has read nothing yet; close it. Raises JudgeError as ``Sandbox.start``."""
    return Sandbox.start(runtime, limits, core=core)
