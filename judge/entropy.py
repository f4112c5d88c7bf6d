"""Empirical entropies of data: what a coder that looks back no further than so many bytes cannot get below."""

from __future__ import annotations

from collections import Counter
from math import log2

# Enough to know the figure to three digits; more would cost seconds for each family.
MOST_BYTES = 256 * 1024


def entropies(data: bytes) -> dict[str, float]:
    """``h0``, ``h1`` and ``h2`` in bits per byte: of a byte given none, one and two bytes before it, of the
    first 256 KiB. Empty for fewer than 3 bytes."""
    seen = data[:MOST_BYTES]
    if len(seen) < 3:
        return {}
    singles = Counter(seen)
    pairs = Counter(zip(seen, seen[1:], strict=False))
    triples = Counter(zip(seen, seen[1:], seen[2:], strict=False))
    # The contexts of the pairs are all bytes but the last, those of the triples all pairs but the last.
    before_pairs, before_triples = Counter(seen[:-1]), Counter(zip(seen, seen[1:-1], strict=False))
    return {
        "h0": _entropy(singles),
        "h1": max(0.0, _entropy(pairs) - _entropy(before_pairs)),
        "h2": max(0.0, _entropy(triples) - _entropy(before_triples)),
    }


def _entropy(counts: Counter[int] | Counter[tuple[int, int]] | Counter[tuple[int, int, int]]) -> float:
    total = sum(counts.values())
    return log2(total) - sum(count * log2(count) for count in counts.values()) / total
