#!/usr/bin/env python3
"""Everything starts here. ``python3 manage.py --help`` lists the words."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# Appended: the folder is called platform, and the standard library's module of that name stays first.
sys.path.append(str(ROOT / "platform"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
