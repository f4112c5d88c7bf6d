"""The tuning package as tests need it: its files, its cases, and data that count what is read of them."""

from functools import cache
from typing import Any

from tests.problems.shipped import Shipped

SHIPPED = Shipped("tuning")
package, load, text = SHIPPED.package, SHIPPED.load, SHIPPED.text
SAMPLES = ("homogeneous", "records", "series")


def sample(name: str) -> bytes:
    return package().files[f"data/sample/{name}.case"]


@cache
def marked(planner: str, case: bytes) -> tuple[dict[str, Any], float]:
    """What a submission's plan for a case is worth, and the share of the data that it read."""
    mark, share = load("editorial/figures.py").marked(load(f"submissions/{planner}"), case)
    return mark, share
