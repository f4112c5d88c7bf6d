"""The parse within a window and the sweep: references, checkers and the statement's example agree."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.problems.lz77.material import data, load, package

parse_window, sweep = load("data/checkers/parse_window.py"), load("data/checkers/sweep.py")
reference = load("submissions/accepted/reference.py")
alone = load("submissions/accepted/analysis_alone.py")
starter = load("submissions/accepted/starter.py")

EXAMPLE = b"abcdabcxabcd"
texts = st.binary(max_size=40) | st.text("ab", max_size=300).map(str.encode)


def case(content: bytes, **head: object) -> bytes:
    return json.dumps(head).encode() + b"\n" + content


def parsed(content: bytes, window: int, answer: object) -> dict:
    """How the checker marks an answer, which comes to it through JSON."""
    marked: dict = parse_window.check(case(content, window=window), json.loads(json.dumps(answer)), {})
    return marked


def swept(answer: object) -> dict:
    marked: dict = sweep.check(case(EXAMPLE, windows=[4, 8], depths=[1, 2]), answer, {})
    return marked


def test_the_statement_s_example_is_true() -> None:
    assert parsed(EXAMPLE, 8, [[4, 3, 4], [1, 4, 8]])["why"] == "68 bits of 108"
    assert reference.parse_window(EXAMPLE, 8) == [(4, 3, 4), (1, 4, 8), (0, 0, 0)]
    assert reference.sweep(EXAMPLE, [4, 8], [1, 2]) == [[76, 76], [76, 68]]


@given(texts, st.integers(1, 300))
def test_every_parse_is_right_and_the_shortest_path_the_cheapest(content: bytes, window: int) -> None:
    path, greedy, literals = (
        parsed(content, window, module.parse_window(content, window))
        for module in (alone, reference, starter)
    )
    assert path["quality"] >= greedy["quality"] >= literals["quality"] > 0


@given(texts, st.integers(1, 300), st.integers(1, 9))
def test_three_ways_to_sweep_agree(content: bytes, window: int, depth: int) -> None:
    answer = reference.sweep(content, [window], [depth])
    assert answer == alone.sweep(content, [window], [depth])
    assert sweep.check(case(content, windows=[window], depths=[depth]), answer, {})["quality"] == 1


@given(texts, st.integers(1, 300), st.integers(1, 9))
def test_a_number_of_the_sweep_is_what_its_parse_costs(content: bytes, window: int, depth: int) -> None:
    sequences = [list(each) for each in reference.parse_window(content, window, depth)]
    bits = parse_window.replayed_bits(content, window, sequences)
    assert [[bits]] == reference.sweep(content, [window], [depth])


@pytest.mark.parametrize(
    ("window", "answer", "why"),
    [
        (8, None, "expected a list"),
        (8, [[4, 3]], "sequence 0: expected three whole numbers"),
        (8, [[12, 0, 0.0]], "sequence 0: expected three whole numbers"),
        (8, [[4, True, 4]], "sequence 0: expected three whole numbers"),
        (8, [[-1, 0, 0]], "sequence 0: expected three whole numbers"),
        (8, [[4, 1, 4]], "sequence 0: a match of 1 from 4 back"),
        (8, [[4, 0, 4]], "sequence 0: a match of 0 from 4 back"),
        (8, [[4, 3, 0]], "sequence 0: a match of 3 from 0 back"),
        (8, [[3, 3, 4]], "sequence 0: a match of 3 from 4 back"),
        (7, [[4, 3, 4], [1, 4, 8]], "sequence 1: a match of 4 from 8 back"),
        (8, [[4, 4, 4]], "sequence 0: the match at 4 gives other bytes"),
        (8, [[4, 3, 4], [1, 5, 8]], "sequence 1: the match at 8 gives other bytes"),
        (8, [[4, 3, 4], [1, 3, 8]], "the sequences are of 11 bytes, the data of 12"),
        (8, [[13, 0, 0]], "the sequences are of 13 bytes, the data of 12"),
        (8, [], "the sequences are of 0 bytes, the data of 12"),
    ],
)
def test_a_parse_that_does_not_give_the_data_is_wrong(window: int, answer: object, why: str) -> None:
    marked = parsed(EXAMPLE, window, answer)
    assert marked["quality"] == 0
    assert marked["why"].startswith(why)


def test_a_match_may_overlap_itself_and_be_as_long_as_it_likes() -> None:
    assert parsed(b"x" * 5_000, 1, [[1, 4_999, 1]])["quality"] > 0.99


@pytest.mark.parametrize(
    "answer", [[[76, 76]], [[76], [76]], [[76, 76], [76, 68.0]], [[76, True], [76, 68]], {}]
)
def test_a_table_of_another_shape_is_wrong(answer: object) -> None:
    assert swept(answer) == {
        "quality": 0,
        "parts": {},
        "why": "expected 2 lists of 2 whole numbers",
    }


def test_a_wrong_number_costs_its_share_and_is_named() -> None:
    marked = swept([[76, 76], [76, 76]])
    assert (marked["quality"], marked["why"]) == (0.75, "window 8, depth 2: expected 68, got 76")


@pytest.mark.parametrize("seed", [b"tests", b"another", b"third"])
def test_depth_makes_the_data_smaller_but_for_half_a_hundredth(seed: bytes) -> None:
    content = data("sweep", seed)
    head, start = sweep.opened(content)
    assert sorted(head["depths"]) == head["depths"]
    for figures in reference.sweep(content[start:], head["windows"], head["depths"]):
        assert all(deeper <= bits * 1.005 for bits, deeper in zip(figures, figures[1:], strict=False))


def test_windows_depths_and_the_path_all_matter_to_the_hidden_kind_of_case() -> None:
    content = data("sweep")
    head, start = sweep.opened(content)
    table = reference.sweep(content[start:], head["windows"], head["depths"])
    assert table[0][0] > 1.1 * table[-1][0] > 1.1 * 1.02 * table[-1][-1]
    path, greedy = (module.parse_window(content[start:], head["window"]) for module in (alone, reference))
    gained = [parsed(content[start:], head["window"], each)["quality"] for each in (path, greedy)]
    assert gained[0] > 1.02 * gained[1]


@pytest.mark.parametrize("family", ["parse_window", "sweep"])
def test_a_case_has_so_many_bytes_of_data_and_is_shown_with_a_public_seed(family: str) -> None:
    head, start = sweep.opened(data(family))
    assert len(data(family)) - start == package().family(family).bytes
    assert data(family) != data(family, b"another")
    shown = package().files[f"data/sample/{family}.case"]
    assert data(family, b"sample", len(shown) - sweep.opened(shown)[1]) == shown
