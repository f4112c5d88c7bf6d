"""Finds the project's own environment, so that no command needs an activated one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def python() -> Path:
    """The interpreter of the environment; it need not exist."""
    return VENV / "bin" / "python"


def enter() -> None:
    """Go on in the project's environment: replaces this process unless it runs there already.

    Asks sys.prefix: the environment's interpreter is a link, and its resolved path tells nothing.
    """
    if Path(sys.prefix).resolve() != VENV.resolve() and python().exists():
        os.execv(python(), [str(python()), *sys.orig_argv[1:]])
