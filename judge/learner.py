"""Finds out which further languages a judge speaks, beside its work.

Making what a language runs on takes seconds, and the first submission must not wait for it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from judge.child import Child, ChildDied
from judge.languages import LANGUAGES

_TICK_SECONDS = 1.0


class Says(Protocol):
    """What is needed of ``judge.heart.Heart``."""

    @property
    def said(self) -> Mapping[str, Any]: ...

    def says(self, **fields: Any) -> None: ...


class Learner:
    """``found`` is told each language that passed; ``heart`` says all that were tried, by ``module``, and which
    are still to be."""

    def __init__(self, heart: Says, found: Callable[[str], None], module: str = "judge.spoken") -> None:
        self._heart = heart
        self._found = found
        self._module = module
        self._child: Child | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._learn, name="learner", daemon=True)

    def start(self) -> None:
        """Until the working process knows whose tools are here, any of them may be."""
        passed = self._heart.said.get("languages", ())
        self._heart.says(trying=[name for name in LANGUAGES if name not in passed])
        self._thread.start()

    def wait(self) -> None:
        """Until all were tried."""
        self._thread.join()

    def stop(self) -> None:
        """Leave the rest untried."""
        self._stopped = True
        if self._child:
            self._child.kill()

    def _learn(self) -> None:
        self._child = child = Child(self._module)
        with contextlib.suppress(ChildDied):
            for spoken in child.messages(_TICK_SECONDS):
                if self._stopped:
                    return
                if spoken:
                    self._hear(spoken)
        if not self._stopped:
            self._heart.says(trying=[])

    def _hear(self, spoken: Mapping[str, Any]) -> None:
        if "trying" in spoken:
            self._heart.says(trying=spoken["trying"])
            return
        said, name = self._heart.said, str(spoken.get("name"))
        report = [*said.get("language_report", ()), spoken]
        passed = [*said.get("languages", ()), *([name] if spoken.get("ok") is True else [])]
        trying = [each for each in said.get("trying", ()) if each != name]
        self._heart.says(language_report=report, languages=passed, trying=trying)
        if spoken.get("ok") is True:
            self._found(name)
