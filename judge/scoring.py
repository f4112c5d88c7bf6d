"""The score: ratio and speed against the reference, and what charge a source pays.

r = 0.8·max(0, x) up to x = 1, above it 0.8 + 0.2·(1 − e^(−(x−1)/0.1)), x = ln ratio ÷ ln ratio_ref
v = 0.8·max(0, 1 + y/5) for y ≤ 0, above it 0.8 + 0.2·(1 − 2^−y),  y = log2(speed ÷ speed_ref)
family = r^a · v_compress^b · v_decompress^c;  problem = 100 × mean over scored families.

Of a function other than a codec's: x = quality ÷ quality_ref, and family = r, or r^0.8 · v^0.2 where time counts.
"""

from __future__ import annotations

import lzma
import math
from collections.abc import Iterable

from judge.package.model import Weights

AT_REFERENCE = 0.8
TIME_SHARE = 0.2


def ratio_part(ratio: float, reference: float) -> float:
    """r in [0, 1): both arguments are original ÷ compressed size, the reference's above 1."""
    return _against(math.log(ratio) / math.log(reference))


def quality_part(quality: float, reference: float) -> float:
    """r in [0, 1): both arguments are shares of what an answer can be worth, the reference's above 0."""
    return _against(quality / reference)


def _against(x: float) -> float:
    if x <= 1:
        return AT_REFERENCE * max(0.0, x)
    return AT_REFERENCE + (1 - AT_REFERENCE) * (1 - math.exp(-(x - 1) / 0.1))


def speed_part(speed_ratio: float) -> float:
    """v in [0, 1): the argument is speed ÷ reference speed, above 0."""
    y = math.log2(speed_ratio)
    if y <= 0:
        return AT_REFERENCE * max(0.0, 1 + y / 5)
    return AT_REFERENCE + (1 - AT_REFERENCE) * (1 - math.exp2(-y))


def family_score(r: float, v_compress: float, v_decompress: float, weights: Weights) -> float:
    """Score of one family in [0, 1)."""
    return float(r**weights.ratio * v_compress**weights.compress * v_decompress**weights.decompress)


def task_score(r: float, v: float) -> float:
    """Score in [0, 1) of a function whose CPU time counts."""
    return float(r ** (1 - TIME_SHARE) * v**TIME_SHARE)


def problem_score(families: Iterable[float]) -> float:
    """100 × mean of the scored families' scores."""
    scores = list(families)
    return 100 * sum(scores) / len(scores) if scores else 0.0


def charge_bytes(stripped_source: bytes) -> int:
    """Bytes a source pays for itself: xz -9e of it, comments and docstrings taken out before."""
    return len(lzma.compress(stripped_source, preset=9 | lzma.PRESET_EXTREME))


# These end a judging at once: the score is 0 whatever follows.
ENDING = ("WA", "SV")
GRAVEST = ("WA", "TLE", "MLE", "OLE", "RTE")


def overall(verdicts: Iterable[str]) -> str:
    """One verdict for many: SV above all, then JE, then the gravest, else AC."""
    seen = set(verdicts)
    for verdict in ("SV", "JE", "CE", *GRAVEST):
        if verdict in seen:
            return verdict
    return "AC"


def expansion_limit(size: int) -> int:
    """Most bytes that compressing ``size`` bytes may give."""
    return size + 64 if size <= 64 else size + size // 256 + 1024
