"""Published scaling laws as functions: what exercises and explorers compute with.

N: parameters; D: training tokens; C: training compute in FLOPs, C = 6 N D; losses in nats per token.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

FLOPS_PER_PARAMETER_AND_TOKEN = 6.0
TOKENS_PER_PARAMETER = 20.0

# Kaplan et al. 2020, arXiv:2001.08361: exponent of the whole loss over parameters, without a floor.
KAPLAN_N = 0.076


@dataclass(frozen=True)
class Split:
    """How a budget is divided: N parameters, D tokens."""

    parameters: float
    tokens: float

    @property
    def ratio(self) -> float:
        return self.tokens / self.parameters


@dataclass(frozen=True)
class ParametricLaw:
    """L(N, D) = E + A / N^alpha + B / D^beta."""

    key: str
    name: str
    reference: str
    floor: float
    a: float
    b: float
    alpha: float
    beta: float

    def loss(self, parameters: float, tokens: float) -> float:
        return self.floor + self.of_size(parameters) + self.of_data(tokens)

    def of_size(self, parameters: float) -> float:
        return float(self.a * parameters**-self.alpha)

    def of_data(self, tokens: float) -> float:
        return float(self.b * tokens**-self.beta)

    @property
    def size_exponent(self) -> float:
        """N grows as C to this power on the frontier."""
        return self.beta / (self.alpha + self.beta)

    @property
    def loss_exponent(self) -> float:
        """The reducible loss falls as C to minus this power on the frontier."""
        return self.alpha * self.beta / (self.alpha + self.beta)

    def best(self, compute: float) -> Split:
        """The split of least loss: alpha A / N^alpha = beta B / D^beta under C = 6 N D."""
        balance = (self.alpha * self.a / (self.beta * self.b)) ** (1 / (self.alpha + self.beta))
        per_pass = compute / FLOPS_PER_PARAMETER_AND_TOKEN
        parameters = balance * per_pass**self.size_exponent
        return Split(parameters, per_pass / parameters)

    def tokens_for(self, loss: float, parameters: float) -> float:
        """Tokens with which a model of this size comes to a loss; infinite where it never does."""
        left = loss - self.floor - self.of_size(parameters)
        return float((self.b / left) ** (1 / self.beta)) if left > 0 else float("inf")


HOFFMANN = ParametricLaw("hoffmann", "Hoffmann et al. 2022", "hoffmann2022", 1.69, 406.4, 410.7, 0.34, 0.28)
BESIROGLU = ParametricLaw(
    "besiroglu", "Besiroglu et al. 2024", "besiroglu2024", 1.8172, 482.01, 2085.43, 0.3478, 0.3658
)
MUENNIGHOFF = ParametricLaw(
    "muennighoff", "Muennighoff et al. 2023 (C4)", "muennighoff2023", 1.87, 521.0, 1488.0, 0.353, 0.353
)
LAWS = {law.key: law for law in (BESIROGLU, HOFFMANN, MUENNIGHOFF)}


def twenty_to_one(compute: float) -> Split:
    """The rule of thumb: 20 tokens for each parameter."""
    parameters = sqrt(compute / (FLOPS_PER_PARAMETER_AND_TOKEN * TOKENS_PER_PARAMETER))
    return Split(parameters, TOKENS_PER_PARAMETER * parameters)
