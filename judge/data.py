"""Builds the data of a package's families: generators are foreign code and run in the sandbox.

``generate(seed, size)``, with the pool's bytes as a third argument where the family has one, returns
bytes. Sizes are in bytes.
"""

from __future__ import annotations

from collections.abc import Callable

from judge.bundle import cases_of
from judge.errors import JudgeError, PackageError
from judge.job import DataRef
from judge.package.finding import Finding, error
from judge.package.model import Family, Package
from judge.runtimes import open_runtime
from judge.sandbox import Limits, Outcome, Sandbox, Status
from judge.seed import SAMPLE, family_seed
from judge.storage import Storage

SPLITS = (SAMPLE, "board", "final")
QUICK_DIVISOR = 8
LEAST_QUICK_BYTES = 16_384
MAX_BUNDLE_BYTES = 16 * 1024 * 1024
_LIMITS = Limits(cpu=120, load_cpu=30, memory=2048 * 1024 * 1024)


def build_split(
    package: Package,
    split: str,
    storage: Storage,
    tell: Callable[[Family, int, int], None] = lambda family, done, total: None,
) -> tuple[DataRef, ...]:
    """Generate every family of a split and keep it. Raises PackageError naming the generator."""
    references = []
    for done, family in enumerate(package.families):
        tell(family, done, len(package.families))
        data = generate(package, family, split)
        references.append(DataRef(family.name, split, storage.put(data), len(data)))
    return tuple(references)


def generate(package: Package, family: Family, split: str, *, quick: bool = False) -> bytes:
    """The bytes of one family. Raises PackageError for a generator that fails or gives another size."""
    seed = family_seed(package.digest, package.slug, family.name, SAMPLE if family.public else split)
    size = quick_bytes(family) if quick else family.bytes
    outcome = _run_generator(package, family, seed, size)
    finding = _complaint(family, outcome, size)
    if finding is not None:
        raise PackageError([finding])
    cases_of(family, outcome.output)
    return outcome.output


def quick_bytes(family: Family) -> int:
    """Size of a family's data where a rough figure is enough."""
    return min(family.bytes, max(family.bytes // QUICK_DIVISOR, LEAST_QUICK_BYTES))


def _run_generator(package: Package, family: Family, seed: bytes, size: int) -> Outcome:
    source = package.files[f"data/generators/{family.generator}"]
    pool = (package.files[f"data/pools/{family.pool}"],) if family.pool else ()
    with Sandbox.start(open_runtime("generators"), _LIMITS) as sandbox:
        loaded = sandbox.load(source, ("generate",))
        if not loaded.ok:
            return loaded
        return sandbox.call("generate", seed, size, *pool, output=_most(family, size))


def _most(family: Family, size: int) -> int:
    return MAX_BUNDLE_BYTES if family.bundle or family.function else size


def _complaint(family: Family, outcome: Outcome, size: int) -> Finding | None:
    file = f"data/generators/{family.generator}"
    if outcome.status is Status.FAULT:
        raise JudgeError(f"{file}: the sandbox failed: {outcome.text}")
    if not outcome.ok:
        why = outcome.text or outcome.status.value
        return error(file, None, "generator", f"{family.name}: expected {size:,} bytes, got: {why}")
    if not family.bundle and not family.function and len(outcome.output) != size:
        return error(
            file,
            None,
            "generator",
            f"{family.name}: expected exactly {size:,} bytes, got {len(outcome.output):,}",
        )
    return None
