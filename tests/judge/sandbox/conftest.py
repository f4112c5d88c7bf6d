"""A live sandbox with some source loaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from judge.runtimes import Runtime, open_runtime
from judge.sandbox import Limits, Outcome, Sandbox, availability, pool
from judge.sandbox.backends import NAMES
from judge.sandbox.limits import MIB
from judge.sandbox.lockdown import shared_object
from judge.sandbox.policy import Policy
from judge.sandbox.syscalls import stage_two

SMALL = Limits(cpu=1.0, memory=128 * MIB, output=1 * MIB, load_cpu=2.0, threads=4, text=4096, text_flood=MIB)

Load = Callable[..., Sandbox]


@pytest.fixture(scope="module", autouse=True)
def nobody_waits() -> None:
    """What other tests of this process left in the pool would be counted here."""
    pool.close()


@pytest.fixture(params=NAMES)
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The test runs once with each; for one whose program is not installed it is skipped."""
    monkeypatch.setenv("LOSSLESS_SANDBOX", request.param)
    availability.cache_clear()
    if not (found := availability()).ok:
        pytest.skip(str(found))
    yield request.param
    availability.cache_clear()


@pytest.fixture
def freer(sandbox: None, tmp_path: Path) -> Iterator[Callable[[Policy], Runtime]]:
    """The plain runtime with other freedoms; its files are linked, not copied."""
    plain = open_runtime("python")
    root = plain.root.with_name(f"python-freer-{os.getpid()}")

    def build(policy: Policy) -> Runtime:
        shutil.copytree(plain.root, root, symlinks=True, copy_function=os.link)
        (root / "tmp").mkdir()
        lockdown = root / "judge/lockdown.so"
        lockdown.unlink()
        lockdown.write_bytes(shared_object(stage_two(policy)))
        return replace(plain, root=root, policy=policy)

    yield build
    shutil.rmtree(root, ignore_errors=True)


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
