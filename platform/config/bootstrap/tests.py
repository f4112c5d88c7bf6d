"""``manage.py test``: every argument is pytest's."""

from __future__ import annotations

import os
from collections.abc import Sequence

from config.bootstrap import setup
from config.bootstrap.places import Places


def main(arguments: Sequence[str]) -> int:
    places = Places.of_this_run()
    setup.for_tests(places, apt="--no-apt" not in arguments)
    words = [argument for argument in arguments if argument != "--no-apt"]
    os.chdir(places.root)
    os.execv(places.python, [str(places.python), "-m", "pytest", *words])
