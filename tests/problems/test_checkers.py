"""Checkers of shipped packages meet answers of any shape: each is wrong, and none is the checker's own fault."""

import json
from typing import Any

import pytest

from judge.sandbox.metered import Pieces
from tests.problems.shipped import SLUGS, Shipped

NUMBERS = (None, True, 0, -1, 17, 1.5, 2**62, -1e308)
SHAPES: tuple[Any, ...] = (
    *NUMBERS,
    *("", "x", "files", "∞"),
    *([], [[]], [None], [[0]], [1, 2, 3], ["x"], [{}], [[[[]]]]),
    *({}, {"": 0}, {"files": 1}, {"files": [1]}, {"files": [{}], "total": []}, {"segments": [[]]}),
)
TOLD = {"cpu_s": 0.1, "peak_memory_bytes": 1 << 20, "reads": 1, "bytes_read": 1}


def tasks() -> list[tuple[str, str]]:
    """Each package with the samples that its functions are called with."""
    return [
        (slug, name)
        for slug in SLUGS
        for name, _ in Shipped(slug).package().samples()
        if Shipped(slug).package().task_of_sample(name)
    ]


def checker_and_case(slug: str, sample: str) -> tuple[Any, bytes]:
    shipped = Shipped(slug)
    family = shipped.package().task_of_sample(sample)
    assert family is not None
    return shipped.load(f"data/checkers/{family.checker}"), dict(shipped.package().samples())[sample]


class View:
    """Metered data, here at hand."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        self.size = len(pieces)

    def read(self, offset: int, size: int) -> bytes:
        return self.pieces[offset : offset + size]


def given(case: bytes, described: Any) -> Any:
    """What the judge makes of a described argument."""

    def joined(places: list[list[int]]) -> Pieces:
        return Pieces([case[at : at + size] for at, size in places])

    if not isinstance(described, dict) or not {"bytes", "metered", "files"} & described.keys():
        return described
    if "bytes" in described:
        return joined([described["bytes"]])[:]
    if "metered" in described:
        return View(joined(described["metered"]))
    return [(name, iter([joined(places)[:]])) for name, places, _ in described["files"]]


def right_answer(slug: str, sample: str) -> Any:
    """The reference's."""
    checker, case = checker_and_case(slug, sample)
    family = Shipped(slug).package().task_of_sample(sample)
    assert family is not None
    function = getattr(Shipped(slug).load("submissions/accepted/reference.py"), family.function)
    return json.loads(json.dumps(function(*(given(case, each) for each in checker.arguments(case)))))


def spoilt(answer: Any) -> list[Any]:
    """A right answer with one thing in it exchanged for something odd."""
    if isinstance(answer, dict):
        return [
            *({**answer, key: odd} for key in answer for odd in NUMBERS),
            *({**answer, key: odd} for key, value in answer.items() for odd in spoilt(value)[:8]),
            *({name: value for name, value in answer.items() if name != key} for key in answer),
        ]
    if isinstance(answer, list) and answer:
        return [[odd, *answer[1:]] for odd in (*NUMBERS, *spoilt(answer[0])[:8])] + [answer[1:], answer * 20]
    return [*NUMBERS, "x", [], {}]


@pytest.mark.parametrize(("slug", "sample"), tasks())
def test_an_answer_of_another_shape_is_wrong(slug: str, sample: str) -> None:
    checker, case = checker_and_case(slug, sample)
    for answer in SHAPES:
        assert checker.check(case, answer, TOLD)["quality"] == 0, answer


@pytest.mark.parametrize(("slug", "sample"), tasks())
def test_a_spoilt_answer_is_marked_from_0_to_1(slug: str, sample: str) -> None:
    checker, case = checker_and_case(slug, sample)
    for answer in spoilt(right_answer(slug, sample)):
        marked = checker.check(case, answer, TOLD)
        assert all(0 <= share <= 1 for share in (marked["quality"], *marked["parts"].values())), answer
        json.dumps(marked, allow_nan=False)
