"""Hostile programs, run before the judge takes work: each must fail at what it tries.

Each file of ``judge/hostile`` says in its docstring what it tries and what proves a breach, and defines
``attack(bait) -> bytes``; what it returns is what it got hold of, empty when nothing. Being killed is
as good as being refused. Some run with modules that submissions do not have, to ask the kernel for
more than a submission could.
"""

from __future__ import annotations

import ast
import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from judge.runtimes import SPECS, open_runtime
from judge.sandbox import Limits, Outcome, Sandbox, Status, channel, require
from judge.sandbox.limits import MIB
from judge.spoken import Spoken

_PROGRAMS = Path(__file__).with_name("hostile")
_LIMITS = Limits(cpu=2.0, memory=96 * MIB, output=1 * MIB, text_flood=1 * MIB)
_SHOWN_BYTES = 200
# A busy machine can end a sandbox before the program has tried anything: that proves nothing yet.
_TRIES = 3
_UNTRIED = (Status.COMPILE, Status.ERROR)


@dataclass(frozen=True)
class Attack:
    """What one program tried, whether the sandbox held, and how it ended. ``seconds``: wall time."""

    name: str
    tries: str
    held: bool
    how: str
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def run() -> list[Attack]:
    """Try every hostile program. Raises JudgeError when the sandbox cannot run at all."""
    require()
    return [attempt(file) for file in sorted(_PROGRAMS.glob("*.py"))]


def passed(attacks: Sequence[Attack]) -> bool:
    """Whether this judge may take work."""
    return bool(attacks) and all(attack.held for attack in attacks)


def summary(attacks: Sequence[Attack]) -> str:
    """One line for people."""
    through = [attack.name for attack in attacks if not attack.held]
    if through:
        return f"{len(through)} of {len(attacks)} hostile programs got through: {', '.join(through)}"
    return f"all {len(attacks)} hostile programs were held"


def table(attacks: Iterable[Attack]) -> str:
    """What ``python -m judge selftest`` prints, one line for each program."""
    return "\n".join(
        f"{'held' if attack.held else 'BREACH':7}{attack.name:18}{attack.tries:58}{attack.how}"
        for attack in attacks
    )


def language_table(spoken: Iterable[Spoken]) -> str:
    """The same for languages: what each runs on, or why it is left out."""
    return "\n".join(
        f"{'speaks' if each.ok else 'SILENT':7}{each.name:20}{each.version or each.why.splitlines()[0]}"
        for each in spoken
    )


def closing_line(attacks: Sequence[Attack], spoken: Sequence[Spoken]) -> str:
    """The counts."""
    held, passed_tests = sum(attack.held for attack in attacks), sum(each.ok for each in spoken)
    return (
        f"{held} of {len(attacks)} hostile programs held, "
        f"{passed_tests} of {len(spoken)} languages passed their self-test"
    )


def signs() -> str:
    """What lets submissions leave signs for later ones; empty when nothing does."""
    used = [name for name, spec in SPECS.items() if spec.for_submissions and spec.pooled]
    return channel.complaint(map(open_runtime, used))


def attempt(program: Path) -> Attack:
    """Run one hostile program, with a file and a folder of the host as bait that all may write to."""
    started = time.monotonic()
    tree = ast.parse(program.read_text())
    with tempfile.TemporaryDirectory(prefix="lossless-selftest-") as folder:
        bait = Path(folder) / "bait"
        bait.write_text("a file of the host")
        for path, mode in ((Path(folder), 0o777), (bait, 0o666)):
            path.chmod(mode)
        outcome = _tried(program, _runtime_of(tree), f"{os.getpid()}\n{folder}\n{bait}".encode())
        breach = _breach(outcome, Path(folder))
    return Attack(
        name=program.stem,
        tries=(ast.get_docstring(tree) or "").split("\n")[0],
        held=not breach,
        how=breach or _ending(outcome),
        seconds=time.monotonic() - started,
    )


def _tried(program: Path, runtime: str, bait: bytes) -> Outcome:
    outcome = _attack(program, runtime, bait)
    for _ in range(_TRIES - 1):
        if outcome.status not in _UNTRIED:
            break
        outcome = _attack(program, runtime, bait)
    return outcome


def _attack(program: Path, runtime: str, bait: bytes) -> Outcome:
    with Sandbox.start(open_runtime(runtime), _LIMITS) as sandbox:
        loaded = sandbox.load(program.read_bytes(), ["attack"])
        return sandbox.call("attack", bait) if loaded.ok else loaded


def _runtime_of(tree: ast.Module) -> str:
    """The value of RUNTIME in the program's text, which is not run here."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "RUNTIME":
            return str(ast.literal_eval(node.value))
    return "python"


def _breach(outcome: Outcome, folder: Path) -> str:
    """What it got hold of, by its own word or by what is found on the host; empty when nothing."""
    if outcome.output:
        return f"got hold of: {outcome.output[:_SHOWN_BYTES].decode(errors='backslashreplace')}"
    if sorted(path.name for path in folder.iterdir()) != ["bait"]:
        return "wrote into a folder of the host"
    if outcome.status in _UNTRIED:
        return f"could not be tried: {outcome.text[-_SHOWN_BYTES:]}"
    return ""


def _ending(outcome: Outcome) -> str:
    return "refused" if outcome.ok else f"stopped ({outcome.status.value})"
