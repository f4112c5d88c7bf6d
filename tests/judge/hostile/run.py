"""Try the whole corpus, or a part of it, in every set-up this user has, and print a table. Those of the
other sandbox, ``oci`` and ``oci-plain``, are tried where they are named.

    python -m tests.judge.hostile.run [--setup NAME]... [--only WORD]... [--json]

The last line counts. Exit code 0 when every program was held, with the right verdict, and when enough of
those got through that were let loose without protection; else 1.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from judge.languages import toolchains
from tests.judge.hostile.programs import CONTROL, PLAIN, PROCESSES, ROOT, SETUPS, Program, corpus
from tests.judge.hostile.setups import clear, set_up
from tests.judge.hostile.trying import Attempt, attempt

ROOT_FOLDER = Path(__file__).resolve().parents[3]
SHARES = 2
# One more than cores: hostile programs sleep, and judges wait for them.
AT_ONCE = (os.cpu_count() or 1) + 1
# Without protection so many must get through: else the corpus would show nothing.
LEAST_LOOSE = 12
MOST_GROWTH_MIB = 64


def main() -> int:
    arguments = _arguments()
    if arguments.share:
        _work(arguments.setup[0], arguments.share, arguments.only)
        return 0
    started = time.monotonic()
    results = try_all(arguments.setup or setups_here(), arguments.only)
    if arguments.json:
        print(json.dumps(results))
    else:
        print("\n".join(_rows(results)))
        print(closing_line(results, time.monotonic() - started))
    return 0 if is_good(results, whole=not arguments.only) else 1


def setups_here() -> tuple[str, ...]:
    """A plain user has only one."""
    return (ROOT, PROCESSES, PLAIN, CONTROL) if os.geteuid() == 0 else (PLAIN,)


def try_all(setups: Sequence[str], only: Sequence[str] = ()) -> dict[str, Any]:
    """By set-up: ``attempts``, and by how many MiB the judge ``grew``. Processes of their own try halves. ``only``:
    programs whose names hold one of these words."""
    jobs = [(setup, share) for setup in setups for share in range(1 if setup == CONTROL else SHARES)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        parts = list(threads.map(lambda job: _share(*job, only), jobs))
    results: dict[str, Any] = {setup: {"attempts": [], "grew": 0.0} for setup in setups}
    for (setup, _), part in zip(jobs, parts, strict=True):
        results[setup]["attempts"] += part["attempts"]
        results[setup]["grew"] = max(results[setup]["grew"], part["grew"])
    return results


def is_good(results: dict[str, Any], *, whole: bool = True) -> bool:
    held = not any(bad(results[setup]) for setup in results if setup != CONTROL)
    loose = CONTROL not in results or not whole or len(through(results[CONTROL])) >= LEAST_LOOSE
    return held and loose


def through(result: dict[str, Any]) -> list[str]:
    """Names of the programs that got through, and how."""
    return [f"{each['name']}: {each['breach']}" for each in result["attempts"] if each["breach"]]


def bad(result: dict[str, Any]) -> list[str]:
    """All that must not be in a set-up with protection."""
    wrong = [f"{each['name']}: {each['wrong']}" for each in result["attempts"] if each["wrong"]]
    grown = result["grew"] > MOST_GROWTH_MIB
    return [*through(result), *wrong, *([f"the judge grew by {result['grew']:.0f} MiB"] if grown else [])]


def closing_line(results: dict[str, Any], seconds: float) -> str:
    """All counts in one line."""
    held = {setup: result for setup, result in results.items() if setup != CONTROL}
    tries = sum(len(result["attempts"]) for result in held.values())
    breaches = sum(len(through(result)) for result in held.values())
    wrong = sum(bool(each["wrong"]) for result in held.values() for each in result["attempts"])
    grew = max((result["grew"] for result in held.values()), default=0.0)
    told = [
        f"{len({each['name'] for r in results.values() for each in r['attempts']})} hostile programs",
        f"{tries} tries in {len(held)} set-ups",
        f"{breaches} got through",
        f"{wrong} wrong verdicts",
        f"the judge grew by {grew:.0f} MiB at most",
    ]
    if loose := results.get(CONTROL):
        told.append(f"without protection {len(through(loose))} of {len(loose['attempts'])} got through")
    return f"{', '.join(told)}, {seconds:.0f} s"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--setup", action="append", choices=(*SETUPS, CONTROL), help="may be repeated")
    parser.add_argument(
        "--only", action="append", default=[], help="programs whose name holds this word; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="all results as one object")
    parser.add_argument("--share", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _rows(results: dict[str, Any]) -> Iterator[str]:
    for setup, result in results.items():
        for each in sorted(result["attempts"], key=lambda row: str(row["name"])):
            state = "BREACH" if each["breach"] else "WRONG" if each["wrong"] else "held"
            how = each["breach"] or each["wrong"] or each["verdict"]
            yield f"{setup:10}{state:7}{each['name']:34}{each['seconds']:5.1f} s  {each['tries']:58}{how}"


def _share(setup: str, share: int, only: Sequence[str]) -> dict[str, Any]:
    """A process of its own for a part of a set-up. Raises RuntimeError with what it said when it fails."""
    command = [
        *(sys.executable, "-m", "tests.judge.hostile.run", "--setup", setup),
        *("--share", f"{share}/{1 if setup == CONTROL else SHARES}"),
        *(part for word in only for part in ("--only", word)),
    ]
    answer = subprocess.run(command, cwd=ROOT_FOLDER, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RuntimeError(f"{setup}: {answer.stderr[-2000:]}")
    part: dict[str, Any] = json.loads(answer.stdout)
    return part


def _work(setup: str, share: str, only: Sequence[str]) -> None:
    number, parts = map(int, share.split("/"))
    wanted = [each for each in corpus() if not only or any(word in each.name for word in only)]
    able = [each for each in wanted if each.language in toolchains.available()]
    programs = [each for each in able if setup in each.setups][number::parts]
    with set_up(setup, {each.runtime for each in programs}) as place:
        attempts, grew = _attempts(programs, setup, place)
        print(json.dumps({"attempts": [each.to_dict() for each in attempts], "grew": grew}), flush=True)
        if setup == CONTROL:
            clear()
            os._exit(0)


def _attempts(programs: Sequence[Program], setup: str, place: Any) -> tuple[list[Attempt], float]:
    attempts: list[Attempt] = []
    base = most = 0.0
    for program in programs:
        attempts.append(attempt(program, place))
        if setup == CONTROL:
            clear()
        # What the first attempt loads stays.
        base = base or _resident_mib()
        most = max(most, _resident_mib())
    return attempts, most - base


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / (1024 * 1024)


if __name__ == "__main__":
    sys.exit(main())
