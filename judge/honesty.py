"""Do slices stand for whole inputs? Where they do not, whole inputs alone count.

A codec may do on slices what it does not do on whole inputs: store them, count calls, remember what it has
seen of the same data. Or whole inputs cost it what slices do not, without any cheating.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import mean

from judge.estimate import Estimate, estimate
from judge.measured import Measured
from judge.twins import CANDIDATE, REFERENCE

DIRECTIONS = ("compress", "decompress")
RATIO_REACH = 0.05
SPEED_REACH = math.log(1.15)
# All families together are known better than each, so less is let pass.
MOST_GAIN = math.log(1.05)


def ratio_is_honest(family: Measured) -> bool:
    """Do slices compress as well, against the reference, as whole inputs do?"""
    track, pair = family.track, family.whole[0]
    if track is None:
        return True
    on_slices = _relative(track.original_bytes, track.blob_bytes[CANDIDATE], track.blob_bytes[REFERENCE])
    on_whole = _relative(len(family.data), len(pair.candidate.blob), len(pair.reference.blob))
    return on_slices >= on_whole - RATIO_REACH


def speed_is_honest(family: Measured) -> bool:
    """Is the speed on slices the one seen on whole inputs, within 15 %?"""
    return all(abs(_gain(family, direction)) <= SPEED_REACH for direction in DIRECTIONS)


def gains_on_slices(families: Sequence[Measured]) -> bool:
    """Is the code more than 5 % faster on slices, on the average of families that are measured so? What
    remembers data gains everywhere, what noise gives to one family it takes from another."""
    return any(
        mean(_gain(family, direction) for family in families) > MOST_GAIN
        for direction in DIRECTIONS
        if families
    )


def _gain(family: Measured, direction: str) -> float:
    """ln of how many times faster, against the reference, slices are than whole inputs."""
    on_slices: Estimate = getattr(family, direction)
    on_whole = estimate([getattr(pair, direction) for pair in family.whole])
    return on_whole.log_cost - on_slices.log_cost


def _relative(original: int, candidate: int, reference: int) -> float:
    """ln ratio of the candidate ÷ ln ratio of the reference; no blob is shorter than a byte here."""
    ratio, reference_ratio = original / max(candidate, 1), original / max(reference, 1)
    return math.log(ratio) / math.log(reference_ratio) if reference_ratio > 1 else -math.inf
