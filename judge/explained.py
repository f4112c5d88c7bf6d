"""Why code failed on shown data: the text of its exception. Of hidden data nobody is told."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from judge.codec import Codec, Failed
from judge.gate import pass_alone
from judge.row import Row
from judge.seed import SAMPLE
from judge.spent import Spent


def explain(rows: Iterable[Row], candidate: Codec, shown: bytes) -> None:
    """Fill in ``error`` of rows of the shown split. ``shown``: what runs, with its author's line numbers."""
    as_written = replace(candidate, source=shown, spent=Spent())
    known: dict[str, str] = {}
    for row in rows:
        if (row.split == SAMPLE or row.family.public) and row.answered:
            row.error = row.answered.mark.why
        if row.split != SAMPLE or row.failed is None:
            continue
        text = row.failed.text
        if (
            not row.family.function
            and row.verdict == "RTE"
            and text not in known
            and shown != candidate.source
        ):
            known[text] = _once_more(as_written, row) or text
        row.error = known.get(text, text)


def _once_more(codec: Codec, row: Row) -> str:
    """What it says with its comments in place; nothing where it does not fail like that."""
    try:
        pass_alone(codec, row.cases, row.limits, random.Random(0))  # noqa: S311
    except Failed as failed:
        return failed.text if failed.verdict == row.verdict else ""
    return ""
