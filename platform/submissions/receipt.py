"""The receipt of a judging as lines to read: what was judged, on which machine, with which settings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

Json = Mapping[str, Any]

TITLES = {
    "source": _("Source, SHA-256"),
    "package": _("Problem package, SHA-256"),
    "data": _("Hidden data, SHA-256"),
    "versions": _("Versions"),
    "settings": _("Settings"),
    "processor": _("Processor"),
    "accounting": _("CPU time read from"),
    "judged_at": _("Judged at"),
}


@dataclass(frozen=True)
class ReceiptLine:
    title: str
    values: list[tuple[str, str]]  # name, empty where the line has one value, and value


def receipt_lines(receipt: Json) -> list[ReceiptLine]:
    """In the order of TITLES; what has no title yet comes last, under its own name."""
    order = list(TITLES)
    names = sorted(receipt, key=lambda name: order.index(name) if name in order else len(order))
    return [ReceiptLine(str(TITLES.get(name, name)), list(values(receipt[name]))) for name in names]


def values(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield str(name), written(part)
    elif value is not None:
        yield "", written(value)


def written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
