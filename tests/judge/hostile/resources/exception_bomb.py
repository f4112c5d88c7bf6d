"""raise an exception of 60 MB, with another as its cause, and so on

Breach: a judge that keeps the text.
"""

VERDICT = "RTE MLE"


def attack(bait: bytes) -> bytes:
    try:
        raise ValueError("v" * (20 << 20))
    except ValueError as error:
        raise KeyError("k" * (20 << 20), error) from error
