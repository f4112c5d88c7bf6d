"""Several small inputs in one file: each is its length as 4 bytes, big-endian, then its bytes."""

from __future__ import annotations

from collections.abc import Iterable

from judge.errors import PackageError
from judge.package.finding import error
from judge.package.model import Family

MAX_CASES = 1_000


def pack(cases: Iterable[bytes]) -> bytes:
    return b"".join(len(case).to_bytes(4, "big") + case for case in cases)


def cases_of(family: Family, data: bytes) -> tuple[bytes, ...]:
    """The inputs in a family's data: one, or those of the bundle. Raises PackageError for a broken one."""
    return tuple(_unpack(family, data)) if family.bundle else (data,)


def _unpack(family: Family, data: bytes) -> list[bytes]:
    cases: list[bytes] = []
    position = 0
    while position < len(data):
        start = position + 4
        position = start + int.from_bytes(data[position:start], "big")
        if position > len(data) or start > len(data) or len(cases) == MAX_CASES:
            raise PackageError(
                [
                    error(
                        f"data/generators/{family.generator}",
                        None,
                        "bundle",
                        f"{family.name}: expected at most {MAX_CASES} cases, each 4 bytes of length and "
                        f"as many bytes; case {len(cases) + 1} runs over the end or over the limit",
                    )
                ]
            )
        cases.append(data[start:position])
    return cases
