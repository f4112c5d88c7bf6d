"""What a language's file says of the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Toolchain:
    """The program that is used, and its version."""

    name: str
    version: str
