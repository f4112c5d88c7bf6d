"""What the figures were taken on."""

from __future__ import annotations

import os
import platform

from judge.core import processor_model
from judge.sandbox.backends import chosen
from judge.sandbox.metering import accounting


def machine() -> dict[str, str | int | float]:
    """By names that JSON and people can read."""
    return {
        "processor": processor_model(),
        "cores": len(os.sched_getaffinity(0)),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "sandbox": chosen(),
        "accounting": accounting(),
        "user": "root" if os.geteuid() == 0 else "plain",
        "load": round(os.getloadavg()[0], 1),
    }


def sentence(facts: dict[str, str | int | float]) -> str:
    """One line for people. ``load`` is the average of the minute before: with much of it, milliseconds say
    little, and what stands side by side still much."""
    busy = " Others keep this machine busy: compare rows, not milliseconds." if _is_busy(facts) else ""
    return (
        f"{facts['processor']}, {facts['cores']} cores, Linux {facts['kernel']}, Python {facts['python']}; "
        f"sandbox {facts['sandbox']}, accounting {facts['accounting']}, {facts['user']} user, "
        f"load {facts['load']} before.{busy}"
    )


def _is_busy(facts: dict[str, str | int | float]) -> bool:
    return float(facts["load"]) > int(facts["cores"]) / 2
