"""``lossless.bars`` of problem.yaml: what the package's references must reach."""

from __future__ import annotations

import re
from collections.abc import Sequence

from judge.languages import COMPILED
from judge.package.model import Bar, Family
from judge.package.reading import Form, listed
from judge.peer_names import PEERS

RATIO, COMPRESSED = "ratio", "compressed_bytes"
COMPRESS_SPEED, DECOMPRESS_SPEED = "compress_bytes_per_second", "decompress_bytes_per_second"
QUALITY, CPU, MEMORY = "quality", "cpu_seconds", "peak_memory_bytes"
OF_CODECS = (RATIO, COMPRESSED, COMPRESS_SPEED, DECOMPRESS_SPEED, MEMORY)
OF_FUNCTIONS = (QUALITY, CPU, MEMORY)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_KEYS = {"of", "families", "at_least", "at_most", "times", "class"}
Path = tuple[str, ...]


def read_bars(form: Form, families: Sequence[Family], classes: tuple[str, ...]) -> tuple[Bar, ...]:
    """``classes``: those of the references. Findings go to the form."""
    if form.find("lossless", "bars") is None:
        return ()
    return tuple(_bar(form, name, families, classes) for name in form.mapping("lossless", "bars"))


def _bar(form: Form, name: str, families: Sequence[Family], classes: tuple[str, ...]) -> Bar:
    path = ("lossless", "bars", name)
    form.mapping(*path, known=_KEYS)
    at_least = form.find(*path, "at_least") is not None
    if at_least == (form.find(*path, "at_most") is not None):
        form.complain(path, "value", "expected one of at_least and at_most")
    limit = form.number(*path, "at_least" if at_least else "at_most", low=0, high=1e15, default=0.0)
    first = classes[0] if classes else ""
    bar = Bar(
        name=name,
        of=form.text(*path, "of"),
        families=_names(form, path, families),
        limit=limit,
        at_least=at_least,
        times=form.text(*path, "times", default=""),
        speed_class=form.text(*path, "class", choices=classes, default=first),
    )
    for text, key in ((name, path), (bar.of, (*path, "of"))):
        if not _NAME.fullmatch(text):
            form.complain(key, "value", "a bar is named in lower-case letters, digits, underscores")
    _check_times(form, bar, path, [family for family in families if family.name in bar.families])
    return bar


def _names(form: Form, path: Path, families: Sequence[Family]) -> tuple[str, ...]:
    """Those that are named, else all scored ones that have such a figure."""
    of, named = form.find(*path, "of"), form.texts(*path, "families")
    fitting = [family for family in families if _has(family, of)]
    for name in named:
        if name not in [family.name for family in fitting]:
            known = listed(family.name for family in fitting)
            form.complain((*path, "families"), "value", f"{name!r} has no figure {of!r}; known: {known}")
    names = named or tuple(family.name for family in fitting if family.scored)
    if not names:
        form.complain(path, "value", "a bar is about at least one family")
    return names


def _has(family: Family, of: object) -> bool:
    """A word that is not the judge's own is one of the checker's."""
    return (of in OF_CODECS) if not family.function else (of in OF_FUNCTIONS or of not in OF_CODECS)


def _check_times(form: Form, bar: Bar, path: Path, families: Sequence[Family]) -> None:
    where = (*path, "times")
    if bar.times.startswith("submissions/"):
        form.file("", bar.times, *where)
    elif bar.times and bar.times not in PEERS:
        known = listed(PEERS)
        form.complain(
            where, "value", f"expected a file of submissions/ or one of {known}, found {bar.times!r}"
        )
    if any(family.function for family in families):
        if bar.times in PEERS:
            form.complain(where, "value", "a function is measured beside a file of submissions/")
        if bar.speed_class == COMPILED:
            form.complain(path, "value", "compiled languages have no functions but a codec's")
