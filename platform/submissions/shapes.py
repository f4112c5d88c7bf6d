"""The judge's reports, checked for their shape before they are kept: a page must never break on one.

The judge runs strangers' code, so what comes from it may be anything that JSON can say. A report of another
shape is a fault of the judge: nothing of it is kept, and the job is tried again.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from submissions.verdicts import BY_WORD

Check = Callable[[object], bool]

MAX_FAMILY, MAX_SPLIT = 64, 16
MAX_SCORE = 100
LEAST_RATIO, MOST_RATIO = 1e-9, 1e9
MAX_PARTS, MAX_POINTS, MOST_SIZE = 16, 32, 1e15
# Of a failing input and of what came back for it; more is shown nowhere.
MAX_SHOWN_BYTES = 128 * 1024
MAX_ERROR = 16 * 1024
HEX = re.compile(r"(?:[0-9a-f]{2})*")


class WrongShape(ValueError):
    """The text says where."""


def is_word(value: object) -> bool:
    return isinstance(value, str) and value in BY_WORD


def is_text(value: object) -> bool:
    return isinstance(value, str)


def is_flag(value: object) -> bool:
    return isinstance(value, bool)


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def is_ratio(value: object) -> bool:
    """Nothing, or what logarithms and charts can bear; no codec gets near the ends."""
    return is_number(value) and (value == 0 or LEAST_RATIO <= value <= MOST_RATIO)  # type: ignore[operator]


def is_score(value: object) -> bool:
    return is_number(value) and value <= MAX_SCORE  # type: ignore[operator]


def is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def is_hex(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 2 * MAX_SHOWN_BYTES and bool(HEX.fullmatch(value))


def is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_direction(value: object) -> bool:
    return value in ("compress", "decompress")


def name_of(limit: int) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= limit


def is_share(value: object) -> bool:
    return is_number(value) and value <= 1  # type: ignore[operator]


def is_parts(value: object) -> bool:
    """Names and shares of the parts of an answer."""
    if not isinstance(value, Mapping) or len(value) > MAX_PARTS:
        return False
    return all(name_of(MAX_FAMILY)(name) and is_share(share) for name, share in value.items())


def is_curve(value: object) -> bool:
    """Parameters and bits per byte, both above zero and within what logarithms can bear."""
    if not isinstance(value, list | tuple) or len(value) > MAX_POINTS:
        return False
    return all(
        isinstance(point, list | tuple) and len(point) == 2 and all(map(is_on_axis, point)) for point in value
    )


def is_on_axis(value: object) -> bool:
    return is_number(value) and LEAST_RATIO <= value <= MOST_SIZE  # type: ignore[operator]


SPEED = dict.fromkeys(("mb_per_s", "cpu_s"), is_number) | dict.fromkeys(
    ("speed_ratio", "low", "high"), is_ratio
)
SIZES = dict.fromkeys(("original_bytes", "compressed_bytes", "peak_memory_bytes"), is_number) | dict.fromkeys(
    ("ratio", "bits_per_byte"), is_ratio
)
FIGURES: dict[str, Check] = {
    **SIZES,
    **dict.fromkeys(("reference_ratio", "reference_bits_per_byte"), is_ratio),
    "fields": is_parts,
    "quality": is_share,
    "curve": is_curve,
    "public": is_flag,
    "error": is_text,
    "scored": is_flag,
    "score": is_score,
}
REPORT: dict[str, Check] = {
    "score": is_score,
    "imprecise": is_flag,
    "charge_bytes": is_number,
    "message": is_text,
    "receipt": is_mapping,
}
TRIAL: dict[str, Check] = dict.fromkeys(("message", "stdout", "stderr"), is_text)
CASE: dict[str, Check] = {
    **SIZES,
    **dict.fromkeys(("compress_cpu_s", "decompress_cpu_s"), is_number),
    "fields": is_parts,
    "error": is_text,
}
DIFFERENCE: dict[str, Check] = {"offset": is_number, "expected_hex": is_text, "got_hex": is_text}

FAILING: dict[str, Check] = {
    "got_hex": is_hex,
    "got_bytes": is_count,
    "tries": is_count,
    "seconds": is_number,
}


def check_figures(figures: object) -> None:
    """One data set's figures. Raises WrongShape."""
    known = checked(figures, FIGURES, "figures", verdict=is_word, family=name_of(MAX_FAMILY))
    if not name_of(MAX_SPLIT)(known.get("split", "")):
        raise WrongShape("figures: split")
    for direction in ("compress", "decompress", "run"):
        if known.get(direction) is not None:
            checked(known[direction], SPEED, direction)


def check_report(report: object) -> None:
    """A judging's report. Raises WrongShape."""
    known = checked(report, REPORT, "report", verdict=is_word)
    for figures in listed(known, "data_sets"):
        check_figures(figures)


def check_trial(report: object) -> None:
    """A trial's report. Raises WrongShape."""
    known = checked(report, TRIAL, "report", verdict=is_word)
    for case in listed(known, "cases"):
        shown = checked(case, CASE, "case", verdict=is_word, name=is_text)
        if shown.get("first_difference") is not None:
            checked(shown["first_difference"], {}, "first_difference", **DIFFERENCE)


def check_failing_input(found: object, searched: str) -> None:
    """A generated input on which the code failed with the verdict ``searched``. Raises WrongShape."""
    known = checked(
        found,
        FAILING,
        "failing input",
        input_hex=is_hex,
        input_bytes=is_count,
        direction=is_direction,
        verdict=is_word,
        error=lambda value: is_text(value) and len(str(value)) <= MAX_ERROR,
    )
    if known["verdict"] != searched or 2 * known["input_bytes"] != len(known["input_hex"]):
        raise WrongShape("failing input: it is not of this verdict, or not as long as it says")


def checked(value: object, may: Mapping[str, Check], what: str, **must: Check) -> Mapping[str, Any]:
    """The mapping, in which fields of ``may`` can be absent or null and those of ``must`` cannot."""
    if not isinstance(value, Mapping):
        raise WrongShape(f"{what} is not a mapping")
    for name, check in may.items():
        if value.get(name) is not None and not check(value[name]):
            raise WrongShape(f"{what}: {name}")
    for name, check in must.items():
        if not check(value.get(name)):
            raise WrongShape(f"{what}: {name}")
    return value


def listed(report: Mapping[str, Any], name: str) -> list[Any]:
    found = report.get(name) or []
    if not isinstance(found, list):
        raise WrongShape(f"{name} is not a list")
    return found
