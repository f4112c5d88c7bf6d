"""The judge's working process: ``python -m judge.serve``, started by the worker, knows no queue.

Reads requests from standard input, one JSON object a line, and answers with lines:

    {"ask": "about"}            what this judge can do, and the result of its self-test
    {"ask": "run", "job": …}    messages of the job; the last one has type report or fault
                                (after a report of a round trip that failed: failing_input or end)
    {"ask": "stop"}             ends the search for a failing input; no answer of its own

It dies with the worker, and its sandboxes with it.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from judge import runner, selftest
from judge.coarse import CoarseClock
from judge.core import processor_model
from judge.errors import JudgeError, PackageError, UsageError
from judge.job import Job
from judge.report import is_searched
from judge.runtimes import SPECS
from judge.sandbox import availability
from judge.sandbox.metering import accounting
from judge.spoken import FIRST, Spoken, speak
from judge.storage import open_storage

_PR_SET_PDEATHSIG = 1

Tell = Callable[[Mapping[str, Any]], None]


def main() -> None:
    """Serve until standard input ends."""
    _die_with_parent()
    tell = _take_over_standard_output()
    accounting()  # Sweeps away what a killed predecessor left.
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if request["ask"] == "about":
            tell(about())
        elif request["ask"] == "run":
            last = run(request["job"], tell)
            tell(last)
            if is_searched(request["job"]["kind"], last):
                tell(look_for_failing_input(request["job"], last["report"]))


def about() -> dict[str, Any]:
    """What the judges' page shows: abilities, accounting, and whether hostile programs are held. Of the
    languages the first alone: work need not wait until the others are tried (``judge.learner``)."""
    results: list[dict[str, Any]] = []
    spoken: list[Spoken] = []
    found = availability()
    ok, message = found.ok, str(found)
    if found.ok:
        try:
            outcomes = selftest.run()
            ok, message = selftest.passed(outcomes), selftest.summary(outcomes)
            results = [outcome.to_dict() for outcome in outcomes]
            spoken = [speak(FIRST)]
        except JudgeError as error:
            ok, message = False, str(error)
    return {
        "type": "about",
        "selftest": {"ok": ok, "message": message, "results": results},
        "languages": [each.name for each in spoken if each.ok],
        "language_report": [each.to_dict() for each in spoken],
        "runtimes": list(SPECS),
        "sandbox": accounting(),
        "processor": processor_model(),
    }


def run(raw: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    """The last message of a job: its report, or why there is none through no fault of the author."""
    try:
        report = run_coarsely(Job.from_dict(raw), tell)
    except (JudgeError, PackageError, UsageError) as error:
        return {"type": "fault", "why": f"{type(error).__name__}: {error}"}
    except Exception as error:
        traceback.print_exc()
        return {"type": "fault", "why": f"an error in the judge: {error!r}"}
    return {"type": "report", "report": report}


def run_coarsely(job: Job, tell: Tell) -> dict[str, Any]:
    """The report of a job; of a judging, where code sees hidden data, progress is told on a coarse clock."""
    if job.kind != "judge":
        return runner.run(job, open_storage(), tell)
    with CoarseClock(tell) as clock:
        return runner.run(job, open_storage(), clock.hear)


def look_for_failing_input(raw: Mapping[str, Any], report: Mapping[str, Any]) -> dict[str, Any]:
    """A hint for the author; the report is out already, so that there is none is no fault."""
    try:
        found = runner.failing_input(Job.from_dict(raw), open_storage(), report, _something_is_asked)
    except Exception:
        traceback.print_exc()
        return {"type": "end"}
    return {"type": "failing_input", "input": found}


def _something_is_asked() -> bool:
    """Whether a line waits on standard input; while a search goes on none has been read ahead."""
    return bool(select.select([0], [], [], 0)[0])


def _die_with_parent() -> None:
    """The kernel kills this process when the worker's thread that started it ends, however it ends."""
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent or parent == 1:
        sys.exit("the worker that started this process is gone")


def _take_over_standard_output() -> Tell:
    """Whatever else prints goes to the log; messages have the pipe to themselves."""
    pipe = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)

    def tell(message: Mapping[str, Any]) -> None:
        data = memoryview(json.dumps(message, allow_nan=False).encode() + b"\n")
        while data:
            data = data[pipe.write(data) :]

    return tell


if __name__ == "__main__":
    main()
