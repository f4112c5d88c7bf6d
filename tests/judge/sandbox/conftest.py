"""A live sandbox with some source loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from textwrap import dedent

import pytest

from judge.runtimes import open_runtime
from judge.sandbox import Limits, Outcome, Sandbox
from judge.sandbox.limits import MIB

SMALL = Limits(cpu=1.0, memory=128 * MIB, output=1 * MIB, load_cpu=2.0, threads=4, text=4096, text_flood=MIB)

Load = Callable[..., Sandbox]


@pytest.fixture
def load(sandbox: None) -> Iterator[Load]:
    """Start a sandbox with this source; it is closed after the test."""
    with ExitStack() as stack:

        def start(source: str, runtime: str = "python", limits: Limits = SMALL) -> Sandbox:
            box = stack.enter_context(Sandbox.start(open_runtime(runtime), limits))
            outcome = box.load(dedent(source).encode())
            assert outcome.ok, outcome.text
            return box

        yield start


@pytest.fixture
def run(load: Load) -> Callable[..., Outcome]:
    """Call ``f`` of this source with these bytes in a fresh sandbox."""

    def call(source: str, data: bytes = b"", runtime: str = "python") -> Outcome:
        return load(source, runtime).call("f", data)

    return call
