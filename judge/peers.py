"""Where well-known compressors stand: measured against each class's reference on the same core, in turns.

They run in a runtime of the judge's own when a version is prepared, on at least 256 KiB of each scored
family. All of it is trusted code, so it stays in live sandboxes and whole inputs may repeat.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from judge.codec import Codec
from judge.core import held_core
from judge.data import generate
from judge.errors import JudgeError, SandboxUnavailable
from judge.estimate import Pair, estimate
from judge.package.model import Family, Package
from judge.peer_names import RUNTIME, runtime_of, source_of, typed_for
from judge.runtimes import open_runtime
from judge.sandbox import Limits, Outcome, Sandbox

NAMES = ("zlib-6", "bz2-9", "xz-6", "zstd-3", "zstd-19", "lz4", "brotli-5")
LEAST_BYTES = 256 * 1024
ROUNDS = 2
_LIMITS = Limits(cpu=600, memory=1024 * 1024 * 1024)
_MOST_BYTES = 64 * 1024 * 1024
# One call of compress or decompress: its name and its argument.
Call = Callable[[str, bytes], Outcome]
Peers = Callable[[Sequence[str]], dict[str, Call]]


@dataclass
class Times:
    """CPU seconds of one codec on one input, round by round, and the size of its blob."""

    compress: list[float] = field(default_factory=list)
    decompress: list[float] = field(default_factory=list)
    blob_bytes: int = 0


def measure_peers(
    package: Package,
    split: str,
    tell: Callable[[Family, int, int], None] = lambda family, done, total: None,
) -> list[dict[str, Any]]:
    """Ratio of each peer on each scored family that it is for, and its speeds as multiples of a reference's: a row
    for each class of languages that the package has a reference for."""
    rows: list[dict[str, Any]] = []
    families = package.scored_families
    if not families:
        return []
    with held_core() as core, _sandboxes(package, core) as (references, peers):
        for done, family in enumerate(families):
            tell(family, done, len(families))
            data = generate(package, _long_enough(family), split)
            typed = typed_for(data) if family.header_bytes else ()
            rows += _measure(family.name, data, references, {**peers(NAMES), **peers(typed)})
    return rows


def _long_enough(family: Family) -> Family:
    return replace(family, bytes=max(family.bytes, LEAST_BYTES))


@contextmanager
def _sandboxes(package: Package, core: int) -> Iterator[tuple[dict[str, Call], Peers]]:
    """The references of the classes that this machine has, and what gives the peers of some names, but for those
    that are not installed."""
    with ExitStack() as stack:
        opened: dict[str, Sandbox] = {}

        def peers(names: Sequence[str]) -> dict[str, Call]:
            found: dict[str, Call] = {}
            for name in names:
                runtime = runtime_of(name)
                try:
                    if runtime not in opened:
                        opened[runtime] = stack.enter_context(_opened(runtime, core))
                except SandboxUnavailable:
                    if runtime == RUNTIME:
                        raise
                    continue
                found[name] = partial(_call_peer, opened[runtime], name)
            return found

        references: dict[str, Call] = {
            speed_class: partial(call_codec, codec, stack.enter_context(codec.loaded()))
            for speed_class in package.references
            if (codec := _reference(package, speed_class, core))
        }
        yield references, peers


def _reference(package: Package, speed_class: str, core: int) -> Codec | None:
    """None where the language of a class is not on this machine: its submissions go to other judges."""
    try:
        return Codec.reference_of(package, speed_class, core)
    except SandboxUnavailable:
        return None


@contextmanager
def opened_peer(name: str, core: int | None) -> Iterator[Call]:
    """One peer in a sandbox of its own. Raises SandboxUnavailable where its package is not installed."""
    with _opened(runtime_of(name), core) as sandbox:
        yield partial(_call_peer, sandbox, name)


@contextmanager
def _opened(runtime: str, core: int | None) -> Iterator[Sandbox]:
    with Sandbox.start(open_runtime(runtime), _LIMITS, core=core) as sandbox:
        _checked("the peers", sandbox.load(source_of(runtime)))
        yield sandbox


def call_codec(codec: Codec, sandbox: Sandbox, function: str, data: bytes) -> Outcome:
    """Without limits that a trusted codec could reach. Raises Failed."""
    return codec.call(sandbox, function, data, _LIMITS.cpu, _MOST_BYTES)


def _call_peer(sandbox: Sandbox, name: str, function: str, data: bytes) -> Outcome:
    full_name = f"{function}_{name.replace('-', '_')}"
    return sandbox.call(full_name, data, cpu=_LIMITS.cpu, output=_MOST_BYTES)


def _measure(
    family: str, data: bytes, references: Mapping[str, Call], peers: Mapping[str, Call]
) -> list[dict[str, Any]]:
    times = {name: Times() for name in peers}
    own = {speed_class: Times() for speed_class in references}
    for _ in range(ROUNDS):
        for speed_class, call in references.items():
            time_round_trip(own[speed_class], call, "reference", data)
        for name in random.sample(list(peers), len(peers)):
            time_round_trip(times[name], peers[name], name, data)
    return [
        {
            "name": name,
            "family": family,
            "speed_class": speed_class,
            "ratio": len(data) / times[name].blob_bytes,
            "compress_speed_ratio": _speed_ratio(times[name].compress, reference.compress),
            "decompress_speed_ratio": _speed_ratio(times[name].decompress, reference.decompress),
        }
        for speed_class, reference in own.items()
        for name in peers
    ]


def time_round_trip(times: Times, call: Call, name: str, data: bytes) -> None:
    """One more round. A codec of the judge's own that is wrong is the judge's fault."""
    packed = _checked(name, call("compress", data))
    unpacked = _checked(name, call("decompress", packed.output))
    if unpacked.output != data:
        raise JudgeError(f"{name} does not give back what it was given")
    times.compress.append(packed.cpu)
    times.decompress.append(unpacked.cpu)
    times.blob_bytes = len(packed.output)


def _speed_ratio(seconds: list[float], reference: list[float]) -> float:
    pairs = [Pair(own, other) for own, other in zip(seconds, reference, strict=True)]
    return estimate(pairs).speed_ratio


def _checked(name: str, outcome: Outcome) -> Outcome:
    if not outcome.ok:
        raise JudgeError(f"{name} failed: {outcome.status.value} {outcome.text}")
    return outcome
