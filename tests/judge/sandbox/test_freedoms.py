"""What a runtime's policy allows, and what it does not even then."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from judge.runtimes import Runtime
from judge.sandbox import Limits, Sandbox
from judge.sandbox.limits import MIB
from judge.sandbox.policy import Policy

pytestmark = pytest.mark.usefixtures("backend")
SOURCE = b"""
import os
def write(data):
    with open("/tmp/kept", "wb") as file: file.write(data)
    os.rename("/tmp/kept", "/tmp/again")
    with open("/tmp/again", "rb") as file: return file.read()
def fill(data):
    written = 0
    try:
        with open("/tmp/large", "wb", 0) as file:
            while True: written += file.write(bytes(1 << 16))
    except OSError: return b"%d" % written
def litter(data):
    made = 0
    try:
        while True: os.close(os.open(f"/tmp/{made}", os.O_CREAT | os.O_WRONLY)); made += 1
    except OSError: return b"%d" % made
def elsewhere(data):
    made = []
    for folder in ("/", "/dev", "/judge", "/python", "/libs"):
        try: open(folder + "/x", "w"); made.append(folder)
        except OSError: pass
    return repr(made).encode()
def spend(data):
    import time
    start = time.process_time()
    while time.process_time() - start < 0.5: pass
    os._exit(0)
def orphan(data):
    if os.fork() == 0:
        if os.fork() == 0: spend(data)
        os._exit(0)
    for _ in range(2): os.waitpid(-1, 0)
    return b""
def start(data):
    try: child = os.fork()
    except PermissionError: return b""
    if child == 0: os._exit(0)
    return b"forked"
"""


@pytest.fixture
def roomy(freer: Callable[[Policy], Runtime]) -> Iterator[Sandbox]:
    runtime = freer(Policy(scratch_bytes=4 * MIB))
    with Sandbox.start(runtime, Limits(cpu=5, memory=64 * MIB)) as box:
        assert box.load(SOURCE).ok
        yield box


def test_scratch_can_be_written_and_read(roomy: Sandbox) -> None:
    assert roomy.call("write", b"abc").output == b"abc"


def test_scratch_holds_so_many_bytes_and_counts_as_memory(roomy: Sandbox) -> None:
    assert int(roomy.call("fill", b"").output) <= 4 * MIB
    if roomy.accounting != "process":
        assert roomy.peak_memory() > 4 * MIB


def test_scratch_holds_so_many_files(roomy: Sandbox) -> None:
    assert 100 < int(roomy.call("litter", b"").output) < 300


def test_nothing_else_can_be_written(roomy: Sandbox) -> None:
    assert roomy.call("elsewhere", b"").output == b"[]"


@pytest.fixture
def busy(freer: Callable[[Policy], Runtime]) -> Iterator[Sandbox]:
    with Sandbox.start(freer(Policy(processes=True)), Limits(cpu=5, memory=64 * MIB)) as box:
        assert box.load(SOURCE).ok
        yield box


def test_processes_may_start_where_that_is_allowed(busy: Sandbox) -> None:
    assert busy.call("start", b"").output == b"forked"


def test_what_orphans_spend_is_charged(busy: Sandbox) -> None:
    """Counted by the group, or, without one, because the first process inside awaits them."""
    assert busy.call("orphan", b"").cpu > 0.48


def test_scratch_allows_no_process(roomy: Sandbox) -> None:
    assert roomy.call("start", b"").output == b""
