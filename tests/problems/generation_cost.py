"""Prints the CPU seconds in which the hidden data of the shipped problems are made:

.venv/bin/python -m tests.problems.generation_cost [SLUG …]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from tests.problems.shipped import SLUGS, Shipped


def seconds(slug: str) -> dict[str, float]:
    """By family; loading numpy and the like is left out."""
    shipped, spent = Shipped(slug), {}
    for family in shipped.package().families:
        shipped.load(f"data/generators/{family.generator}")
        started = time.process_time()
        shipped.data(family.name, b"cost")
        spent[family.name] = time.process_time() - started
    return spent


def main(slugs: Sequence[str]) -> None:
    total = 0.0
    for slug in slugs or SLUGS:
        spent = seconds(slug)
        total += sum(spent.values())
        print(
            f"{slug}: {sum(spent.values()):.1f} s,",
            ", ".join(f"{name} {cpu:.2f}" for name, cpu in spent.items()),
        )
    print(f"all: {total:.1f} s of CPU time")


if __name__ == "__main__":
    main(sys.argv[1:])
