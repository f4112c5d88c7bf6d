"""Everything that people can get out of the site about a judging: every address that answers a GET.

The addresses are those of tests/test_rights.py, where each route must have a row: a new page is looked
at here without anybody's thinking of it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.test import Client
from django.urls import reverse

from submissions.models import Submission
from tests.test_rights import ROWS, Row, World, client_of

# The colluder, an interviewer who reads for them, and whoever they know. Admins may see what they like.
READERS = ("owner", "interviewer", "stranger")
# While a judging goes on: what changes with it.
# Draws other numbers at every look, and knows nothing of the judge.
DRAWN_ANEW = "questions:exercise"
LIVE = ("submissions:panel", "v1:submission", "v1:submission-status")
Look = tuple[str, Row, tuple[tuple[str, str], ...]]
# Different at every look, whatever was judged: tokens, ids, moments, and what the site is doing.
VOLATILE = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r'|name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|data-style-nonce="[^"]*"'
    r"|name=\"idempotency_key\" value=\"[^\"]*\"|<time.*?</time>"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?",
    re.DOTALL,
)


def every_look(world: World) -> list[Look]:
    """Who opens which address, with which query."""
    rows = [row for row in ROWS if row.post is None and row.name != DRAWN_ANEW]
    return [(reader, row, query) for reader in READERS for row in rows for query in _queries(row, world)]


def live_looks(world: World) -> list[Look]:
    return [("owner", row, ()) for row in ROWS if row.name in LIVE and row.note == "shared"]


def seen(world: World, looks: list[Look], public: Iterable[str] = ()) -> dict[Look, str]:
    """Texts by look; ``public`` are texts that are anybody's and left out, such as digests."""
    clients = {reader: client_of(reader, world) for reader in READERS}
    return {look: without(_text(clients[look[0]], look, world), public) for look in looks}


def _queries(row: Row, world: World) -> list[tuple[tuple[str, str], ...]]:
    """The workspace shows whatever its address names."""
    if row.name != "submissions:workspace" or row.note:
        return [()]
    shown = str(world.shared.pk)
    return [(), (("submission", shown),), (("failing", shown),), (("from", shown),), (("tab", "history"),)]


def _text(client: Client, look: Look, world: World) -> str:
    _reader, row, query = look
    url = "/api/v1/none/" if row.name == "v1:nowhere" else reverse(row.name, args=row.args(world))
    response: Any = client.get(url, dict(query))
    body = b"".join(response) if response.streaming else response.content
    location = response.get("Location", "")
    return f"{response.status_code} {location} {body.decode(errors='backslashreplace')}"


def without(text: str, public: Iterable[str]) -> str:
    for each in public:
        text = text.replace(each, "·")
    return VOLATILE.sub("·", text)


def differences(left: Mapping[Look, str], right: Mapping[Look, str]) -> list[str]:
    """Where what was seen differs, with some of the text around it."""
    found = []
    for look in {**left, **right}:
        one, other = left.get(look, ""), right.get(look, "")
        if one != other:
            at = next(
                (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
                min(len(one), len(other)),
            )
            found.append(
                f"{look[0]} {look[1]} {dict(look[2])}: …{one[at - 60 : at + 60]!r} / {other[at - 60 : at + 60]!r}"
            )
    return found


def fresh(submission: Submission) -> Submission:
    """Read again, as a page does."""
    return Submission.objects.with_result().get(pk=submission.pk)
