"""The explorers by their addresses."""

from collections.abc import Mapping

from questions.explorers.adjusted import AdjustedExplorer
from questions.explorers.arithmetic import ArithmeticExplorer
from questions.explorers.base import Explorer
from questions.explorers.bits import BitsExplorer
from questions.explorers.loss import LossExplorer
from questions.explorers.optimum import OptimumExplorer

EXPLORERS: Mapping[str, type[Explorer]] = {
    each.slug: each
    for each in (LossExplorer, OptimumExplorer, BitsExplorer, ArithmeticExplorer, AdjustedExplorer)
}
