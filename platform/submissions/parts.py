"""What the parts of an answer are called: the words that packages use most, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

PARTS: dict[str, Promise] = {
    "accuracy": pgettext_lazy("part of an answer", "accuracy"),
    "cells": pgettext_lazy("part of an answer", "cells"),
    "curve": pgettext_lazy("part of an answer", "curve"),
    "exponent": pgettext_lazy("part of an answer", "exponent"),
    "extrapolation": pgettext_lazy("part of an answer", "extrapolation"),
    "fields": pgettext_lazy("part of an answer", "fields"),
    "fit": pgettext_lazy("part of an answer", "fit"),
    "keys": pgettext_lazy("part of an answer", "keys"),
    "law": pgettext_lazy("part of an answer", "law"),
    "lengths": pgettext_lazy("part of an answer", "code lengths"),
    "memory": pgettext_lazy("part of an answer", "memory"),
    "parse": pgettext_lazy("part of an answer", "parse"),
    "prediction": pgettext_lazy("part of an answer", "prediction"),
    "regret": pgettext_lazy("part of an answer", "low regret"),
    "saved": pgettext_lazy("part of an answer", "saved"),
    "sums": pgettext_lazy("part of an answer", "sums"),
    "table": pgettext_lazy("part of an answer", "table"),
    "thrift": pgettext_lazy("part of an answer", "thrift"),
    "time": pgettext_lazy("part of an answer", "time"),
}


def part_name(name: str) -> str:
    """Of a part that no word is known for, the package's own."""
    return str(PARTS[name]) if name in PARTS else name.replace("_", " ")
