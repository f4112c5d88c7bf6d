"""Hidden data stay hidden: what colluding code can say through every page and API.

Code on hidden data speaks through the candidate's view of the report alone: the first tests show that
whatever else it does, nothing that anybody can open differs from one secret to another (0 bits), the last
that nothing differs between reports of one view. How many bits a view has is counted in
tests/judge/test_report.py.
"""

import random
from collections.abc import Iterable
from typing import Any

import pytest

from judge.report import candidate_view
from tests.hidden.colluders import FAILURES, failing, whispering
from tests.hidden.everything import differences
from tests.hidden.stage import Seen, Stage
from tests.judge_messages import figures, report

pytestmark = pytest.mark.django_db(transaction=True)

SECRETS = (7, 214)


@pytest.fixture
def stage(sandbox: None) -> Stage:
    return Stage.set_up()


def leaks(runs: Iterable[Seen]) -> list[str]:
    """What differs between judgings that differ in nothing but the secret."""
    first, *others = runs
    found = []
    for other in others:
        found += differences(first.after, other.after)
        found += [] if len(first.live) == len(other.live) else ["another number of messages"]
        for before, after in zip(first.live, other.live, strict=False):
            found += differences(before, after)
    return found


def test_code_that_fails_says_its_verdict_and_nothing_else(stage: Stage) -> None:
    for name, (_compress, _decompress, verdict) in FAILURES.items():
        runs = [stage.judge(failing(name), n) for n in SECRETS]
        assert {run.verdict for run in runs} == {verdict}, name
        assert leaks(runs) == [], name
        assert runs[0].failing_input


def test_code_that_passes_says_nothing_by_print_memory_sleep_or_single_bytes(stage: Stage) -> None:
    runs = [stage.judge(whispering(), n) for n in SECRETS]
    assert {run.verdict for run in runs} == {"AC"}
    assert leaks(runs) == []


def hidden_changes(told: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """Another report of the operator's in which all is different that the candidate's view leaves out."""

    def other_side(side: dict[str, Any]) -> dict[str, Any]:
        near = {key: side[key] * draw.uniform(0.9995, 1.0005) for key in ("speed_ratio", "low", "high")}
        return {
            **side,
            **near,
            "pairs": draw.randrange(999),
            "mb_per_s": draw.random(),
            "cpu_s": draw.random(),
        }

    def other_answer(row: dict[str, Any]) -> dict[str, Any]:
        if row.get("fields") is None:
            return {}
        near = {name: share + draw.uniform(-0.004, 0.004) for name, share in row["fields"].items()}
        return {"fields": near, "quality": draw.random(), "error": draw.randbytes(9).hex()}

    rows = [
        {
            **row,
            **other_answer(row),
            "compressed_bytes": draw.randrange(10**6),
            "peak_memory_bytes": draw.randrange(10**8),
            "ratio": row["ratio"] and row["ratio"] * draw.uniform(0.9999, 1.0001),
            "bits_per_byte": draw.uniform(1, 8),
            "score": draw.uniform(0, 100),
            "stdout": draw.randbytes(20).hex(),
            **{each: other_side(row[each]) for each in ("compress", "decompress") if row[each]},
        }
        for row in told["data_sets"]
    ]
    private = {"seed": draw.randbytes(8).hex(), "core": draw.randrange(64)}
    return {
        **told,
        "message": draw.randbytes(9).hex(),
        "half_width": draw.random(),
        "score": told["score"] + draw.uniform(-0.01, 0.01),
        "seconds": {name: draw.uniform(1, 99) for name in ("total", "measured", "platform")},
        "receipt": {**told["receipt"], **private},
        "data_sets": rows,
        "pairs": [draw.random()],
    }


PACKED = figures("noise", scored=False, ratio=1.004, score=None)
ANSWERED = {
    **figures("noise", scored=False, measured=False, ratio=None, bits_per_byte=None, compressed_bytes=None),
    **{"fields": {"sums": 0.87, "memory": 0.5}, "quality": 0.8, "error": "of data that are hidden"},
}


@pytest.mark.parametrize("row", [PACKED, ANSWERED], ids=["codec", "function"])
def test_no_page_says_more_than_the_candidates_view(stage: Stage, row: dict[str, Any]) -> None:
    told = report(data_sets=[figures("words"), row])
    other = hidden_changes(told, random.Random(1))
    assert candidate_view(told) == candidate_view(other)
    assert differences(stage.show(told), stage.show(other)) == []


def test_pages_show_the_parts_of_an_answer(stage: Stage) -> None:
    """Else that they do not show more would say nothing."""
    told = report(data_sets=[figures("words"), ANSWERED])
    other = report(data_sets=[figures("words"), {**ANSWERED, "fields": {"sums": 0.2, "memory": 0.5}}])
    assert differences(stage.show(told), stage.show(other))
