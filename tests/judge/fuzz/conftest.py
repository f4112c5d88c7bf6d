"""How many inputs a run puts to the parsers, and the line of counts at its end."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.judge.fuzz.targets import TARGETS

settings.register_profile("million", max_examples=1_000_000)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    taken, refused = (sum(target.counts[way] for target in TARGETS) for way in (True, False))
    if taken + refused:
        terminalreporter.write_line(
            f"fuzzed: {taken + refused:,} inputs to {len(TARGETS)} parsers, "
            f"{taken:,} taken, {refused:,} refused, "
            f"{len(terminalreporter.stats.get('failed', ()))} failed"
        )
