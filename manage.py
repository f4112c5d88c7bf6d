#!/usr/bin/env python3
"""Everything starts here. ``python3 manage.py --help`` lists the words."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# Appended: the folder is called platform, and the standard library's module of that name stays first.
sys.path.append(str(ROOT / "platform"))

# This file alone must be readable by any Python 3, to say so.
TOO_OLD = """✗ this Python is too old
  why: it is {} ({}); Lossless needs 3.11 or newer
  fix: run the same command with a newer one, for example: python3.11 manage.py up"""
NOT_SET_UP = """✗ Lossless is not set up yet
  why: Django cannot be imported
  fix: python3 manage.py setup"""


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  # The check that says so.
        sys.exit(TOO_OLD.format(sys.version.split()[0], sys.executable))
    from config.bootstrap import words

    word = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if word in words.WORDS:
        sys.exit(words.run(word, sys.argv[2:]))
    wrong = words.may_go_on()
    if wrong:
        sys.exit(wrong)
    django()


def django() -> None:
    """Every other word is Django's own, in the environment that set-up made."""
    from judge import venv

    venv.enter()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit(NOT_SET_UP)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
