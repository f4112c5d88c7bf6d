"""The site says in its own words why there is no sandbox."""

import pytest

from home.no_sandbox import SENTENCES, sentence
from judge.sandbox.availability import BUBBLEWRAP, CAUSES, Availability


def test_there_is_a_sentence_for_everything_that_can_be_missing() -> None:
    assert set(SENTENCES) == set(CAUSES)


@pytest.mark.parametrize(
    ("cause", "said"), [(BUBBLEWRAP, "Install the package bubblewrap."), ("", "Do this.")]
)
def test_a_cause_is_said_with_what_to_do(cause: str, said: str) -> None:
    assert sentence(Availability(False, "this is missing", "Do this.", cause)).endswith(said)
