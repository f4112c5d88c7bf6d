"""``manage.py test``: every argument is pytest's; without any, all tests in as many processes as there are cores."""

from __future__ import annotations

import os
from collections.abc import Sequence

from config.bootstrap import setup
from config.bootstrap.places import Places

# Each process has a Redis of its own, and one of them the site.
MOST_PROCESSES = 4


def main(arguments: Sequence[str]) -> int:
    places = Places.of_this_run()
    setup.for_tests(places, apt="--no-apt" not in arguments)
    words = [argument for argument in arguments if argument != "--no-apt"] or everything()
    os.chdir(places.root)
    os.execv(places.python, [str(places.python), "-m", "pytest", *words])


def everything() -> list[str]:
    return ["-n", str(min(MOST_PROCESSES, os.cpu_count() or 1)), "--dist", "loadgroup"]
