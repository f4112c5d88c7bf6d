"""A problem of two languages, and judges that say what they speak."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from jobs.connection import connection
from jobs.judges import KEYS
from problems.models import ProblemVersion

BOTH = ["python3", "c"]
C_STARTER = "#include <stddef.h>\nlong compress(void) { return 0; }\n"


def two_languages(version: ProblemVersion, monkeypatch: pytest.MonkeyPatch) -> ProblemVersion:
    """The version's package as if it also took C."""
    package = version.package
    changed = replace(
        package,
        languages=("python3", "c"),
        files={**package.files, "starter/c.c": C_STARTER.encode()},
    )
    monkeypatch.setattr("problems.models.shelved_package", lambda _digest: changed)
    return version


def judge_says(**said: Any) -> Iterator[None]:
    """While it is asked for more, a judge is alive and says this."""
    key = f"{KEYS}tests-languages"
    value = {"name": "here", "queues": ["submissions"], "selftest": {"ok": True}, **said}
    connection().set(key, json.dumps(value), ex=60)
    try:
        yield None
    finally:
        connection().delete(key)
