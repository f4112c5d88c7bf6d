"""``manage.py lint``: all checks that read the code without running it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence

from config.bootstrap import locks, node, setup
from config.bootstrap.places import Places
from config.bootstrap.progress import say

TYPED = ("judge", "platform", "problems")


def main(arguments: Sequence[str]) -> int:
    """All of them, also after one has failed; 1 if any has."""
    places = Places.of_this_run()
    setup.for_lint(places, apt="--no-apt" not in arguments)
    variables = {**os.environ, "LOSSLESS_VAR": str(places.var)}
    failed = [
        title for title, command, folder in _checks(places) if not _passes(title, command, folder, variables)
    ]
    failed += ["lock files"] if not _locks_are_right(places) else []
    say(f"✗ {', '.join(failed)}" if failed else "✓ all checks pass")
    return 1 if failed else 0


def _checks(places: Places) -> Iterator[tuple[str, list[str], str]]:
    root, programs = str(places.root), places.venv / "bin"
    templates = [str(path.relative_to(root)) for path in sorted((places.root / "templates").rglob("*.html"))]
    yield "ruff check", [str(programs / "ruff"), "check", "."], root
    yield "ruff format", [str(programs / "ruff"), "format", "--check", "."], root
    yield "djade", [str(programs / "djade"), "--check", "--target-version", "5.2", *templates], root
    yield "mypy", [str(places.python), "-m", "mypy", *TYPED], root
    yield "import-linter", [str(programs / "lint-imports")], root
    compiler = places.frontend / "node_modules" / "typescript" / "bin" / "tsc"
    yield "tsc", [str(node.find(places).node), str(compiler), "--noEmit"], str(places.frontend)


def _passes(title: str, command: list[str], folder: str, variables: dict[str, str]) -> bool:
    say(f"· {title}")
    return subprocess.run(command, cwd=folder, env=variables, check=False).returncode == 0


def _locks_are_right(places: Places) -> bool:
    say("· lock files")
    wrong = list(locks.complaints(places.requirements))
    for complaint in wrong:
        say(f"  {complaint}")
    return not wrong
