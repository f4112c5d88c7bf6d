"""What the parts of an answer are called: the words that packages use most, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

PARTS: dict[str, Promise] = {
    "accuracy": pgettext_lazy("part of an answer", "accuracy"),
    "exponent": pgettext_lazy("part of an answer", "exponent"),
    "extrapolation": pgettext_lazy("part of an answer", "extrapolation"),
    "fields": pgettext_lazy("part of an answer", "fields"),
    "fit": pgettext_lazy("part of an answer", "fit"),
    "law": pgettext_lazy("part of an answer", "law"),
    "memory": pgettext_lazy("part of an answer", "memory"),
    "prediction": pgettext_lazy("part of an answer", "prediction"),
    "regret": pgettext_lazy("part of an answer", "regret"),
    "sums": pgettext_lazy("part of an answer", "sums"),
    "thrift": pgettext_lazy("part of an answer", "thrift"),
    "time": pgettext_lazy("part of an answer", "time"),
}


def part_name(name: str) -> str:
    """Of a part that no word is known for, the package's own."""
    return str(PARTS[name]) if name in PARTS else name.replace("_", " ")
