"""Whatever bytes come, a parser takes them or refuses them as documented, in bounded time and memory.

python3 manage.py test tests/judge/fuzz                                  a small share, always the same
python3 manage.py test tests/judge/fuzz --hypothesis-profile=million     a million inputs, always others
"""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.judge.fuzz.fuzzing import Target
from tests.judge.fuzz.targets import TARGETS

# Inputs of a usual run, shared out among all parsers.
USUAL = 6_000
SHARES = sum(target.share for target in TARGETS)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_parser_takes_or_refuses(target: Target) -> None:
    asked = settings.get_profile(settings.get_current_profile_name()).max_examples
    is_long = asked > USUAL
    total = asked if is_long else USUAL
    target.fuzz(round(total * target.share / SHARES), repeatable=not is_long)
