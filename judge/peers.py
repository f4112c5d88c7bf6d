"""Where well-known compressors stand: measured against the reference on the same core, in turns.

They run in a runtime of the judge's own when a version is prepared, on at least 256 KiB of each scored
family. All of it is trusted code, so it stays in live sandboxes and whole inputs may repeat.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from judge.codec import Codec
from judge.core import held_core
from judge.data import generate
from judge.errors import JudgeError
from judge.estimate import Pair, estimate
from judge.package.model import Family, Package
from judge.runtimes import open_runtime
from judge.sandbox import Limits, Outcome, Sandbox

NAMES = ("zlib-6", "bz2-9", "xz-6", "zstd-3", "zstd-19", "lz4", "brotli-5")
LEAST_BYTES = 256 * 1024
ROUNDS = 2
_SOURCE = Path(__file__).with_name("peer_codecs.py")
_LIMITS = Limits(cpu=600, memory=1024 * 1024 * 1024)
_MOST_BYTES = 64 * 1024 * 1024


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
    """Ratio of each peer on each scored family, and its speeds as multiples of the reference's."""
    rows: list[dict[str, Any]] = []
    families = package.scored_families
    with held_core() as core, _sandboxes(package, core) as (reference, peers):
        for done, family in enumerate(families):
            tell(family, done, len(families))
            data = generate(package, _long_enough(family), split)
            rows += _measure(family.name, data, reference, peers)
    return rows


def _long_enough(family: Family) -> Family:
    return replace(family, bytes=max(family.bytes, LEAST_BYTES))


@contextmanager
def _sandboxes(package: Package, core: int) -> Iterator[tuple[Sandbox, Sandbox]]:
    with (
        Codec.reference_of(package, core).loaded() as reference,
        Sandbox.start(open_runtime("peers"), _LIMITS, core=core) as peers,
    ):
        _checked("the peers", peers.load(_SOURCE.read_bytes()))
        yield reference, peers


def _measure(family: str, data: bytes, reference: Sandbox, peers: Sandbox) -> list[dict[str, Any]]:
    times = {name: Times() for name in NAMES}
    own = Times()
    for _ in range(ROUNDS):
        _time(own, reference, "reference", "", data)
        for name in random.sample(NAMES, len(NAMES)):
            _time(times[name], peers, name, "_" + name.replace("-", "_"), data)
    return [
        {
            "name": name,
            "family": family,
            "ratio": len(data) / times[name].blob_bytes,
            "compress_speed_ratio": _speed_ratio(times[name].compress, own.compress),
            "decompress_speed_ratio": _speed_ratio(times[name].decompress, own.decompress),
        }
        for name in NAMES
    ]


def _time(times: Times, sandbox: Sandbox, name: str, suffix: str, data: bytes) -> None:
    """One round trip. A codec of the judge's own that is wrong is the judge's fault."""
    packed = _checked(name, sandbox.call(f"compress{suffix}", data, cpu=_LIMITS.cpu, output=_MOST_BYTES))
    unpacked = _checked(
        name, sandbox.call(f"decompress{suffix}", packed.output, cpu=_LIMITS.cpu, output=_MOST_BYTES)
    )
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
