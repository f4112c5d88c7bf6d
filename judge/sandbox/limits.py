"""What a sandboxed run may use, what it used, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Times in seconds, sizes in bytes. CPU and wall hold for one call; ``load_cpu`` for loading.

    Wall time only guards against sleeping: it is generous because other work may hold the core.
    """

    cpu: float = 10.0
    memory: int = 512 * MIB
    output: int = 64 * MIB
    load_cpu: float = 10.0
    threads: int = 16
    text: int = 64 * 1024
    text_flood: int = 8 * MIB

    @staticmethod
    def wall(cpu: float) -> float:
        """Wall limit in seconds that belongs to a CPU limit."""
        return 3 * cpu + 5


class Status(Enum):
    """How a request to the sandbox ended. Values are verdict words but for OK and FAULT."""

    OK = "AC"
    COMPILE = "CE"
    ERROR = "RTE"
    TIME = "TLE"
    MEMORY = "MLE"
    OUTPUT = "OLE"
    VIOLATION = "SV"
    FAULT = "JE"


@dataclass(frozen=True)
class Outcome:
    """``output`` is what came back (empty unless OK), ``text`` why not, for samples only.

    ``cpu`` is seconds of CPU of the whole sandbox since the previous outcome, ``wall`` seconds of
    this request.
    """

    status: Status
    output: bytes = b""
    text: str = ""
    cpu: float = 0.0
    wall: float = 0.0

    @property
    def ok(self) -> bool:
        return self.status is Status.OK
