"""From nats per token to bytes of a file, two tokenizers compared, and when a model pays for its own bytes."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from random import Random

from questions.exercises.base import Choice, Exercise, Field, Values
from questions.quantities import BITS, BYTES, TIMES

GIGABYTE = 1e9
# Loss and bytes per token of two models; the first is better per byte, the second per token, or the other way round.
PAIRS = (
    (2.0, 4.0, 1.8, 3.3),
    (2.4, 4.6, 2.2, 4.5),
    (1.9, 3.4, 2.1, 4.1),
    (2.6, 4.8, 2.3, 3.9),
    (1.7, 3.0, 1.9, 3.2),
)
MODELS = ((7e9, 10.2), (70e9, 8.3), (1e9, 11.3))
CODECS = (23.0, 32.3)


class RoleOfCompression(Exercise):
    fields = (
        Field("bpb_a", 0.003, BITS),
        Field("ratio_a", 0.005, TIMES),
        Field("size", 0.005, BYTES),
        Choice("better", ("A", "B")),
        Field("even", 0.02, BYTES),
    )

    def draw(self, random: Random) -> dict[str, float]:
        loss_a, bytes_a, loss_b, bytes_b = random.choice(PAIRS)
        n, raw = random.choice(MODELS)
        return {
            "loss_a": loss_a,
            "bytes_a": bytes_a,
            "loss_b": loss_b,
            "bytes_b": bytes_b,
            "n": n,
            "raw": raw,
            "codec": random.choice(CODECS),
        }

    def values(self, given: Mapping[str, float]) -> Values:
        bits_a, bits_b = given["loss_a"] / log(2), given["loss_b"] / log(2)
        bpb_a, bpb_b = bits_a / given["bytes_a"], bits_b / given["bytes_b"]
        model = 2 * given["n"]
        return {
            **given,
            "bits_a": bits_a,
            "bpb_a": bpb_a,
            "bpb_b": bpb_b,
            "ratio_a": 8 / bpb_a,
            "size": GIGABYTE * bpb_a / 8,
            "size_mb": GIGABYTE * bpb_a / 8 / 1e6,
            "better": "A" if bpb_a < bpb_b else "B",
            "lower": "A" if given["loss_a"] < given["loss_b"] else "B",
            "model": model,
            "gain": given["codec"] - given["raw"],
            "even": model / ((given["codec"] - given["raw"]) / 100),
        }
