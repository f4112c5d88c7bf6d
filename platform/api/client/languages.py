"""Programming languages by the names of files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

SUFFIXES = {
    "python3": ".py",
    "python3-scientific": ".py",
    "python3-torch": ".py",
    "c": ".c",
    "cpp": ".cpp",
    "rust": ".rs",
    "go": ".go",
    "java": ".java",
    "javascript": ".js",
}


def file_name(slug: str, language: str) -> str:
    """Where the starter code goes: the plain name where it is free, else with what tells it apart."""
    suffix = SUFFIXES.get(language, "." + language)
    _family, _dash, variant = language.partition("-")
    return f"{slug}-{variant}{suffix}" if variant else slug + suffix


def language_of(path: Path, notes: Mapping[str, Any]) -> str | None:
    """What `get` noted of the file, else the first language with its suffix; None where there is none."""
    noted = notes.get("languages")
    if isinstance(noted, Mapping) and path.name in noted:
        return str(noted[path.name])
    return next((name for name, suffix in SUFFIXES.items() if suffix == path.suffix.lower()), None)
