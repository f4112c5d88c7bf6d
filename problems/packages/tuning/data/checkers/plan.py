"""What a plan for packing a set is worth, by the table at the end of its case."""

import json

BLOCK = 65_536
MOST_SEGMENTS = 16
WORST_REGRET, WORST_PREDICTION, MOST_OVER = 0.10, 0.05, 0.10
LEAST = 0.01  # of a plan that keeps to the rules, however bad


class Refused(ValueError):
    """What is no plan."""


def read(case: bytes):
    size = int.from_bytes(case[-8:], "big")
    return json.loads(case[-8 - size : -8])


def arguments(case: bytes) -> list:
    told = read(case)
    pieces = [[BLOCK * block, BLOCK] for block in told["order"]]
    return [{"metered": pieces, "most_bytes": told["budget"]["most_bytes"]}, told["budget"]]


def check(case: bytes, answer, told: dict) -> dict:
    table = read(case)
    try:
        used = bytes_used(table, told)
        segments = read_segments(table, answer)
        claims = [read_claim(answer, name) for name in ("size", "cost")]
        regret, truth = judged(table, segments)
    except Refused as refused:
        return {"quality": 0.0, "parts": {}, "why": str(refused)}
    error = max(abs(claim / true - 1) for claim, true in zip(claims, truth, strict=True))
    good = max(0.0, 1 - regret / WORST_REGRET)
    predicted = max(0.0, 1 - error / WORST_PREDICTION)
    thrift = 1 - used / table["budget"]["most_bytes"]
    quality = 0.7 * good + 0.2 * min(predicted, good) + 0.1 * min(thrift, good)
    return {
        "quality": max(LEAST, quality),
        "parts": {"regret": good, "prediction": predicted, "thrift": thrift},
        "why": f"{regret:.2%} worse than the best plan; size {truth[0]:,}, cost {truth[1]:,}; "
        f"the prediction is off by {error:.2%}; {used:,} bytes were charged for reading",
        "figures": {
            "regret": regret,
            "prediction_error": error,
            "share_read": used / (BLOCK * len(table["order"])),
            "logical_bytes": BLOCK * len(table["order"]),
        },
    }


def bytes_used(table, told) -> int:
    """What was read, and 4,096 bytes for each time."""
    budget = table["budget"]
    used = told["bytes_read"] + budget["read_bytes"] * told["reads"]
    if used > budget["most_bytes"]:
        raise Refused(f"{used:,} bytes were charged for reading, at most {budget['most_bytes']:,} may be")
    return used


def read_segments(table, answer) -> list[tuple[int, int]]:
    """First block and number of the setting of each."""
    if not isinstance(answer, dict) or set(answer) != {"segments", "size", "cost"}:
        raise Refused("a plan has segments, size and cost, and nothing else")
    listed = answer["segments"]
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_SEGMENTS:
        raise Refused(f"expected a list of 1 to {MOST_SEGMENTS} segments")
    names = [setting["name"] for setting in table["budget"]["settings"]]
    segments = [read_segment(segment, names) for segment in listed]
    starts = [start for start, _ in segments]
    if starts[0] != 0 or starts[-1] >= len(table["order"]):
        raise Refused("the first segment starts at 0, and each before the end of the data")
    if any(later <= earlier for earlier, later in zip(starts, starts[1:], strict=False)):
        raise Refused("each segment starts after the one before it")
    return segments


def read_segment(segment, names: list[str]) -> tuple[int, int]:
    if not isinstance(segment, dict) or set(segment) != {"start", "setting"}:
        raise Refused("a segment has start and setting, and nothing else")
    start, setting = segment["start"], segment["setting"]
    if isinstance(start, bool) or not isinstance(start, int) or start < 0 or start % BLOCK:
        raise Refused(f"a start is a whole multiple of {BLOCK:,}")
    if not isinstance(setting, str) or setting not in names:
        raise Refused("a setting is named as in the budget")
    return start // BLOCK, names.index(setting)


def read_claim(answer, name: str) -> float:
    claim = answer[name]
    if isinstance(claim, bool) or not isinstance(claim, int | float) or not 0 <= claim < 1e15:
        raise Refused(f"the predicted {name} is a number from 0 to 1e15")
    return claim


def judged(table, segments) -> tuple[float, tuple[int, int]]:
    """How much worse than the best the plan is, as a share; its size and its cost."""
    size = cost = 0
    ends = [start for start, _ in segments[1:]] + [len(table["order"])]
    costs = [setting["cost"] for setting in table["budget"]["settings"]]
    for (start, setting), end in zip(segments, ends, strict=True):
        size += sum(table["sizes"][block][setting] for block in table["order"][start:end])
        cost += costs[setting] * (end - start)
    return regret(table, size, cost), (size, cost)


def regret(table, size: int, cost: int) -> float:
    """Of a plan above a cost limit, the excess counts on top of what it is worse."""
    objective = table["budget"]["objective"]
    worth = size + objective["price"] * cost if objective["kind"] == "weighted" else size
    over = max(0.0, cost / objective["limit"] - 1) if objective["kind"] == "limited" else 0.0
    if over > MOST_OVER:
        raise Refused(f"the plan costs {over:.0%} more than the limit")
    return max(0.0, worth / table["best"] - 1) + over
