"""Ticks become points; grave errors cap them; suggestions are only words found."""

import pytest

from questions.bank import Item
from questions.rubric import known_ticks, missed_musts, score_of
from questions.touched import pieces, touched

RUBRIC = (
    Item("power-law", 60, True, "Says that it is a power law.", ("power law", "power-law")),
    Item("loss", 30, True, "Names the loss.", ("cross-entropy", "交叉熵")),
    Item("number", 10, False, "Gives an exponent.", ("0.076",)),
)


def test_points_of_what_is_ticked_are_summed() -> None:
    assert score_of(RUBRIC, ["power-law", "number"]) == 70


@pytest.mark.parametrize(("cap", "most"), [("lossy-as-lossless", 50), ("no-loss", 60)])
def test_a_grave_error_caps_the_score(cap: str, most: int) -> None:
    assert score_of(RUBRIC, ["power-law", "loss", "number", cap]) == most


def test_a_cap_lifts_nothing() -> None:
    assert score_of(RUBRIC, ["number", "no-loss"]) == 10


def test_must_haves_that_were_not_ticked_are_kept() -> None:
    assert missed_musts(RUBRIC, ["power-law"]) == ["loss"]


def test_unknown_ticks_are_left_out() -> None:
    assert known_ticks(RUBRIC, ["loss", "admin", "no-loss", "loss"]) == ["loss", "no-loss"]


def test_cues_are_found_in_any_case_and_in_chinese() -> None:
    assert touched(RUBRIC, "A Power Law in N; 交叉熵下降") == {"power-law", "loss"}


def test_a_cue_inside_another_word_is_none() -> None:
    assert touched((Item("a", 100, True, "", ("law", "lawful")),), "outlaw") == set()


def test_pieces_are_the_whole_text_with_the_touched_ones_marked() -> None:
    text = "It is a power law, exponent 0.076."
    found = pieces(RUBRIC, text)
    assert "".join(piece.text for piece in found) == text
    assert [(piece.text, piece.items) for piece in found if piece.items] == [
        ("power law", (1,)),
        ("0.076", (3,)),
    ]


def test_an_empty_answer_has_no_pieces() -> None:
    assert pieces(RUBRIC, "") == []


def test_a_mark_goes_to_the_end_of_its_word() -> None:
    rubric = (Item("size", 10, True, "Names the size.", ("scale", "规模")),)
    assert [piece.text for piece in pieces(rubric, "It scales; 规模化.") if piece.items] == ["scales", "规模"]
