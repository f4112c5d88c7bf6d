"""``python -m judge`` with any Python: goes on in the project's environment."""

from __future__ import annotations

import sys

from judge import venv

if __name__ == "__main__":
    venv.enter()
    from judge.cli import main  # Only the project's environment has what this imports.

    sys.exit(main())
