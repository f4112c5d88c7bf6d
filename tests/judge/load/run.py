"""Eight judgings at once, right ones, wrong ones and hostile ones, on however few cores there are.

    python -m tests.judge.load.run [--json]

The last line counts. Exit code 0 when all verdicts are right and nothing is left over, else 1.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from judge import runner
from judge.baseline import run_reference
from judge.data import build_split
from judge.errors import JudgeError
from judge.job import Job
from judge.languages.toolchains import available
from judge.package import Package, canonical_zip, read_folder
from judge.sandbox import pool
from judge.seed import SAMPLE
from judge.storage import FolderStorage
from tests.judge.hostile.trying import Place, traces

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "docs/examples/any-codec"
HOSTILE = ROOT / "tests/judge/hostile"
HELLO = ROOT / "judge/languages/hello/hello.c"
_SETTLING_SECONDS = 0.5


@dataclass(frozen=True)
class Load:
    """One submission of the eight. ``verdict``: the right one."""

    source: Path
    verdict: str
    language: str = "python3"

    @property
    def name(self) -> str:
        return self.source.name


LOADS = (
    Load(EXAMPLE / "submissions/accepted/reference.py", "AC"),
    Load(EXAMPLE / "submissions/wrong_answer/strips.py", "WA"),
    Load(EXAMPLE / "submissions/time_limit_exceeded/waits.py", "TLE"),
    Load(EXAMPLE / "submissions/memory_limit_exceeded/hoards.py", "MLE"),
    Load(EXAMPLE / "submissions/output_limit_exceeded/doubles.py", "OLE"),
    Load(EXAMPLE / "submissions/cheat/changes_root.py", "SV"),
    Load(HOSTILE / "secrets/exit_with_data.py", "RTE"),
    Load(HELLO, "AC", "c"),
)


def main() -> int:
    started = time.monotonic()
    before = traces(Place({}))
    with tempfile.TemporaryDirectory(prefix="lossless-load-") as folder:
        package = _package(Path(folder) / "package")
        verdicts = judge_all(package, FolderStorage(Path(folder) / "storage"))
    left = [*_left(before), *_slots()]
    result = {"verdicts": verdicts, "wrong": wrong(verdicts), "left": left}
    print(json.dumps(result) if "--json" in sys.argv else "\n".join(_rows(verdicts)))
    print(_closing_line(result, time.monotonic() - started), file=sys.stderr)
    return 1 if result["wrong"] or left else 0


def judge_all(package: Package, storage: FolderStorage) -> dict[str, str]:
    """The verdict on each, all judged at the same time."""
    digest = storage.put(canonical_zip(package.files))
    data = build_split(package, SAMPLE, storage)
    job = Job(
        id="load",
        attempt=1,
        kind="judge",
        package=digest,
        data=data,
        baseline={SAMPLE: run_reference(package, data, storage)},
        splits=(SAMPLE,),
        quick=True,
    )
    loads = [load for load in LOADS if load.language in package.languages]
    with ThreadPoolExecutor(len(loads)) as threads:
        verdicts = threads.map(lambda load: _verdict(load, job, storage), loads)
    return {load.name: verdict for load, verdict in zip(loads, verdicts, strict=True)}


def wrong(verdicts: dict[str, str]) -> list[str]:
    """What is not as it should be."""
    right = {load.name: load.verdict for load in LOADS}
    return [f"{name}: {got} instead of {right[name]}" for name, got in verdicts.items() if got != right[name]]


def _verdict(load: Load, job: Job, storage: FolderStorage) -> str:
    mine = replace(job, id=load.name, source=load.source.read_bytes(), language=load.language)
    try:
        return str(runner.run(mine, storage, lambda message: None)["verdict"])
    except JudgeError as error:
        return f"JE ({error})"


def _package(folder: Path) -> Package:
    """The example, that takes C as well where it can be compiled here."""
    example = read_folder(EXAMPLE)
    hello = HELLO.read_bytes()
    compiled = {"submissions/accepted/hello.c": hello, "starter/c.c": hello} if "c" in available() else {}
    for name, data in {**example.files, **compiled}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    if compiled:
        text = (folder / "problem.yaml").read_text().replace("[python3]", "[python3, c]")
        reference = "    interpreted: submissions/accepted/reference.py\n"
        assert reference in text
        text = text.replace(reference, f"{reference}    compiled: submissions/accepted/hello.c\n")
        (folder / "problem.yaml").write_text(text)
    return read_folder(folder)


def _left(before: dict[str, set[str]]) -> list[str]:
    """Processes, groups, mounts, files that were not there before."""
    pool._pool().close()
    time.sleep(_SETTLING_SECONDS)
    after = traces(Place({}))
    return [f"{kind} {each}" for kind in after for each in sorted(after[kind] - before[kind])]


def _slots() -> list[str]:
    """Users of the host that are still held."""
    held = []
    for number in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink(f"/proc/self/fd/{number}")
        except OSError:  # The descriptor by which the folder was read.
            continue
        if "lossless-slots" in target:
            held.append(f"slot {target}")
    return held


def _rows(verdicts: dict[str, str]) -> list[str]:
    return [f"{name:22}{verdict}" for name, verdict in verdicts.items()]


def _closing_line(result: dict[str, Any], seconds: float) -> str:
    return (
        f"{len(result['verdicts'])} judgings at once on {len(os.sched_getaffinity(0))} cores, "
        f"{len(result['wrong'])} wrong verdicts, {len(result['left'])} left over, {seconds:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
