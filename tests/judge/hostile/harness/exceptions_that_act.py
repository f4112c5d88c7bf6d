"""raise exceptions whose text, class and frames run code when they are described

Breach: any verdict but a failure.
"""

VERDICT = "RTE"


class Evil(Exception):
    def __str__(self) -> str:
        raise Evil

    __repr__ = __str__

    @property
    def __traceback__(self) -> None:  # type: ignore[override]
        raise Evil

    @property
    def __cause__(self) -> None:  # type: ignore[override]
        raise SystemExit(0)


def compress(data: bytes) -> bytes:
    raise Evil


def decompress(blob: bytes) -> bytes:
    return blob
