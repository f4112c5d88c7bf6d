"""A failure tells what, why and how to mend it, and nothing of the machine's package index."""

import pytest

from config.bootstrap.failure import Failure, last_words, without_hosts


def test_a_failure_has_three_parts_and_indents_further_lines() -> None:
    lines = str(Failure("it broke", "first\nsecond", "mend it")).splitlines()
    assert lines == ["✗ it broke", "  why: first", "       second", "  fix: mend it"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Looking in indexes: https://user:secret@pkgs.example.internal/simple", "Looking in indexes: (address)"),
        ("HTTPSConnectionPool(host='pkgs', port=443): Max retries", "HTTPSConnectionPool(host=(host), port=443): Max retries"),
        ("Could not fetch from mirror.example.com:8443 today", "Could not fetch from (host) today"),
        ("connect ECONNREFUSED 10.1.2.3:4873", "connect ECONNREFUSED (address)"),
        ("file:///opt/simple is no index", "(address) is no index"),
        ("listens on 127.0.0.1:8000", "listens on 127.0.0.1:8000"),
        ("No module named 'config.settings'", "No module named 'config.settings'"),
        ("requirements/base.txt line 3", "requirements/base.txt line 3"),
    ],
)  # fmt: skip
def test_hosts_and_addresses_are_hidden_and_the_rest_is_kept(said: str, shown: str) -> None:
    assert without_hosts(said) == shown


def test_the_last_words_are_the_last_lines_that_say_something() -> None:
    log = "\n".join(f"line {number}" for number in range(20)) + "\n\n  \n"
    assert last_words(log).splitlines() == [f"line {number}" for number in range(14, 20)]


def test_a_program_that_said_nothing_has_last_words_too() -> None:
    assert last_words("\n") == "it wrote nothing"
