"""Values of problem.yaml, each of the type that is expected, and what is wrong with those that are not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from judge.package.finding import Finding, error
from judge.package.located import Located
from judge.package.model import LANGUAGES

FILE = "problem.yaml"


class Form:
    """Reads values of one document and collects what is wrong with them."""

    def __init__(self, document: Located, files: Mapping[str, bytes]) -> None:
        self.document = document
        self.files = files
        self.findings: list[Finding] = []

    def complain(self, path: tuple[str, ...], rule: str, message: str) -> None:
        where = ".".join(path) or "the document"
        line = self.document.line(*path)
        self.findings.append(error(FILE, line, rule, f"{where}: {message}"))

    def find(self, *path: str) -> Any:
        value = self.document.value
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def mapping(self, *path: str, known: set[str] | None = None) -> dict[str, Any]:
        value = self.find(*path)
        if not isinstance(value, dict):
            self.complain(path, "form", f"expected a mapping, found {_kind(value)}")
            return {}
        for key in value:
            if not isinstance(key, str):
                self.complain((*path, str(key)), "key", f"expected a name, found {_kind(key)}")
            elif known is not None and key not in known:
                self.complain((*path, key), "key", f"unknown key; known: {listed(known)}")
        return {key: item for key, item in value.items() if isinstance(key, str)}

    def text(self, *path: str, choices: tuple[str, ...] = (), default: str | None = None) -> str:
        value = self.find(*path)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.complain(path, "form", f"expected text, found {_kind(value)}")
            return ""
        if choices and value not in choices:
            self.complain(path, "value", f"expected one of {listed(choices)}, found {value!r}")
        return value

    def number(self, *path: str, low: float, high: float, default: float | None = None) -> float:
        value = self.find(*path)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
            self.complain(path, "form", f"expected a number, found {_kind(value)}")
            return low
        if not low <= value <= high:
            self.complain(path, "value", f"expected {low:g} to {high:g}, found {value:g}")
        return float(value)

    def switch(self, *path: str, default: bool) -> bool:
        value = self.find(*path)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.complain(path, "form", f"expected true or false, found {_kind(value)}")
        return value is True

    def texts(self, *path: str) -> tuple[str, ...]:
        value = self.find(*path)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.complain(path, "form", f"expected a list of texts, found {_kind(value)}")
            return ()
        return tuple(value)

    def titles(self, *path: str) -> dict[str, str]:
        value = self.mapping(*path, known=set(LANGUAGES))
        for language in LANGUAGES if isinstance(self.find(*path), dict) else ():
            if not isinstance(value.get(language), str) or not value[language].strip():
                self.complain(path, "language", f"a text in {language} is missing")
        return {key: str(text) for key, text in value.items()}

    def file(self, folder: str, name: str, *path: str) -> None:
        if name and f"{folder}{name}" not in self.files:
            self.complain(path, "file", f"{folder}{name} is not in the package")


def _is_finite(number: int | float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # A whole number beyond all floating-point ones.
        return False


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    return {dict: "a mapping", list: "a list", str: "text", bool: "a switch"}.get(
        type(value), f"{value!r}"[:40]
    )


def listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
