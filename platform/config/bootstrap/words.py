"""The words of manage.py that work before anything is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from config.bootstrap import checks, lint, lock, reset, tests, up
from config.bootstrap.failure import Failure
from config.bootstrap.places import Places

Word = Callable[[Sequence[str]], int]

WORDS: dict[str, Word] = {
    "up": up.main,
    "test": tests.main,
    "setup": up.set_up,
    "lint": lint.main,
    "lock": lock.main,
    "reset": reset.main,
}
HELP = """Usage: python3 manage.py WORD

  up      set up what is missing, start everything, print the address and the demo log-ins
          --port N (8000)  --host ADDRESS (127.0.0.1)  --no-demo  --no-apt
  test    set up what is missing, run every test; arguments go to pytest
  setup   only set up                                        --no-apt
  lint    formatting, types, layers, templates, lock files, scripts
  lock    write the lock files anew from requirements/*.in
  reset   delete this site's state: accounts, submissions, data, passwords    --yes

Every other word is Django's own (python3 manage.py help lists them), in the environment of set-up.
State lies in var/, or where LOSSLESS_VAR says; docs/operations.md names all settings.
"""


def help_(_arguments: Sequence[str]) -> int:
    print(HELP, end="")
    return 0


WORDS |= {"--help": help_, "-h": help_}


def run(word: str, arguments: Sequence[str]) -> int:
    """The exit code; what went wrong is told in three lines, without a traceback."""
    return telling(lambda: WORDS[word](arguments))


def may_go_on() -> int:
    """Asked before every other word: 0, or what is wrong is told."""

    def ask() -> int:
        checks.not_anothers(Places.of_this_run())
        return 0

    return telling(ask)


def telling(do: Callable[[], int]) -> int:
    try:
        return do()
    except Failure as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
