"""Measures one codec against the honest one, on data of the tests' own and by few pairs."""

from __future__ import annotations

import random
from pathlib import Path

from judge.codec import Codec
from judge.gate import CpuLimits, whole_pair
from judge.measured import Measured
from judge.package import Weights
from judge.runtimes import open_runtime
from judge.sandbox import Limits
from judge.slices import Slices
from judge.speed import Plan, SpeedStage
from judge.twins import Track, Twins

CODECS = Path(__file__).parent / "codecs"
SLICE_BYTES, WHOLE_BYTES = 16_384, 131_072
LIMITS = CpuLimits(20, 20)
RUNTIMES = {"python3": "python-codecs", "python3-scientific": "python-scientific"}


def lines(seed: int) -> bytes:
    """Lines of text, no two alike, of the same length as ever."""
    draw = random.Random(seed)
    text = b"".join(b"%08x took %05d ms\n" % (draw.getrandbits(32), at % 99_991) for at in range(8_000))
    return text[:WHOLE_BYTES]


def measure(
    name: str, language: str = "python3", against: str = "honest", cpu_seconds: float = 60.0
) -> SpeedStage:
    """The speed stage on one family, with no more than its first look. Raises Failed as that does."""
    candidate, reference = _codec(name, language), _codec(against, language)
    data = lines(1)
    pair = whole_pair(candidate, reference, data, LIMITS, candidate_first=True)
    family = Measured("lines", data, LIMITS, [pair], 0.0, len(pair.reference.blob))
    plan = Plan(cpu_seconds, SLICE_BYTES, only_first_look=True)
    stage = SpeedStage(candidate, reference, [family], Weights(0.6, 0.2, 0.2), 1, plan, random.Random(1))
    stage.run()
    return stage


def session(name: str, against: str, pairs: int = 9) -> Track:
    """Pairs on slices and nothing else, to the end of a session."""
    track = Track(Slices(lines(1), SLICE_BYTES, random.Random(1)), LIMITS, random.Random(1))
    with Twins(_codec(name), _codec(against), random.Random(1)) as twins:
        for _ in range(pairs):
            twins.add_pair(track)
        twins.finish()
    return track


def costs(stage: SpeedStage) -> tuple[float, float]:
    """CPU of the candidate as a multiple of the honest one's, compressing and decompressing."""
    family = stage.families[0]
    return 1 / family.compress.speed_ratio, 1 / family.decompress.speed_ratio


def _codec(name: str, language: str = "python3") -> Codec:
    source = (CODECS / f"{name}.py").read_bytes()
    return Codec(source, open_runtime(RUNTIMES[language]), Limits(), language=language)
