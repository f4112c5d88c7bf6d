"""How many tiny runs a second one core does: start, load, call, clean up, everything on that core.

A process of its own, bound to the core, does them with a few threads, as a judge with several families in
work does: while one sandbox waits for the kernel, another one is set up. Run as a module it is that process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from judge.bench import tiny
from judge.bench.table import Column, Row, Table
from judge.errors import JudgeError
from judge.languages import LANGUAGES
from judge.sandbox import Sandbox

PLAIN = LANGUAGES[tiny.PYTHON].title
_THREADS = 4


def measure(languages: Sequence[str], seconds: float, core: int) -> Table:
    """Each language for so many seconds."""
    rows = [Row(LANGUAGES[name].title, _on_core(name, seconds, core)) for name in languages]
    columns = (Column("runs_per_s", "runs/s and core"), Column("cpu_ms", "CPU, ms a run"))
    return Table("throughput", "Throughput of tiny runs", columns, tuple(rows))


def _on_core(language: str, seconds: float, core: int) -> dict[str, float | None]:
    done = subprocess.run(
        [sys.executable, "-m", __name__, language, str(seconds)],
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise JudgeError(f"tiny runs failed: {done.stderr.strip()[-300:]}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def run(language: str, seconds: float) -> dict[str, float]:
    """Tiny runs on as many threads as it takes, for so many seconds."""
    once = _once(language)
    once()  # Whatever is done but once is done now.
    cpu, started = sum(os.times()[:4]), time.monotonic()
    counts = [0] * _THREADS

    def work(number: int) -> None:
        while time.monotonic() < started + seconds:
            once()
            counts[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    runs, passed = sum(counts), time.monotonic() - started
    return {"runs_per_s": runs / passed, "cpu_ms": 1e3 * (sum(os.times()[:4]) - cpu) / runs}


def _once(language: str) -> Callable[[], None]:
    prepared = tiny.prepare(language)

    def once() -> None:
        with Sandbox.start(prepared.runtime, tiny.LIMITS) as sandbox:
            tiny.use(sandbox, prepared.code)

    return once


if __name__ == "__main__":
    json.dump(run(sys.argv[1], float(sys.argv[2])), sys.stdout)
