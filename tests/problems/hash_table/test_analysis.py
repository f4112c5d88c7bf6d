"""The analysis of a table: the references, the checker and the statement's example agree."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.problems.hash_table.material import data, load, package, text

checker = load("data/checkers/analysis.py")
reference = load("submissions/accepted/reference.py")
interview = load("submissions/accepted/interview.py")


def marked(case: bytes, answer: object) -> float:
    quality: float = checker.check(case, answer, {})["quality"]
    return quality


@pytest.mark.parametrize("module", [reference, interview], ids=["reference", "interview"])
def test_the_accepted_are_right_on_the_hidden_kind_of_case(module) -> None:
    case = data("analysis")
    assert checker.arguments(case) == [{"bytes": [1, len(case) - 1]}, case[0]]
    assert marked(case, module.analyze(case[1:], case[0])) == 1


@given(st.binary(max_size=40) | st.binary(max_size=5).map(lambda piece: piece * 60), st.integers(1, 20))
def test_two_ways_to_count_agree(content: bytes, bits: int) -> None:
    assert marked(bytes([bits]) + content, reference.analyze(content, bits)) == 1


@pytest.mark.parametrize(
    ("column", "content", "bits"), [(0, b"abracadabra", 4), (1, b"abracadabra", 5), (2, b"x" * 9, 4)]
)
def test_the_statement_s_examples_are_true(column: int, content: bytes, bits: int) -> None:
    example = text("statement/problem.en.md").split("abracadabra, 4 ")[1]
    found = reference.analyze(content, bits)
    for name, *shown in (line.split() for line in example.splitlines()[1:13]):
        assert found[name] == pytest.approx(float(Fraction(shown[column]))), name


@pytest.mark.parametrize("wrong", [-1, 1.0, True, None, "8", [8]])
def test_a_field_is_right_only_as_the_number_it_is(wrong: object) -> None:
    case = b"\x04abracadabra"
    found = checker.check(case, reference.analyze(case[1:], 4) | {"lost": wrong}, {})
    assert found["quality"] == 1 - 1 / 12
    assert found["why"].startswith("lost: expected 1, got ")


@pytest.mark.parametrize("answer", [None, [], {}, "x", {"other": 1}])
def test_an_answer_without_fields_is_worth_nothing(answer: object) -> None:
    assert marked(b"\x04abracadabra", answer) == 0


def test_cases_reach_beyond_the_limit_of_distances_and_differ() -> None:
    found = [checker.analysis(case[1:], 14) for case in (data("analysis"), data("analysis", b"another"))]
    assert all(one["farthest"] > checker.FARTHEST for one in found)
    assert all(
        found[0][name] != found[1][name] for name in checker.FIELDS if name not in ("lookups", "crowded")
    )


def test_shown_cases_belong_to_the_family() -> None:
    shown = {name.split("/")[-1] for name in package().files if name.endswith(".case")}
    assert shown == {
        "analysis.case",
        "analysis-abracadabra.case",
        "analysis-empty.case",
        "analysis-run.case",
    }
