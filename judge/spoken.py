"""Which languages this judge speaks: in each, a small codec is made, loaded and tried as a submission is.

python -m judge.spoken    one JSON object a line: the languages that will be tried, which are those but python3
                          whose tools are here, then each of them, as soon as it is known
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from judge.codec import COMPRESS, DECOMPRESS, Codec, Failed
from judge.core import other_cores
from judge.errors import JudgeError, UsageError
from judge.languages import LANGUAGES
from judge.languages.toolchains import available, prepare
from judge.sandbox import Limits
from judge.sandbox.limits import MIB

FIRST = "python3"
_HELLO = Path(__file__).parent / "languages" / "hello"
_LIMITS = Limits(cpu=10.0, memory=512 * MIB, output=1 * MIB)
_TORCH_MEMORY = 2048 * MIB
_INPUTS = (b"", bytes(range(256)) + b"\x00\xff" * 300, b"a" * 1000 + b"bc" * 100 + b"\x80")


@dataclass(frozen=True)
class Spoken:
    """Whether the codec of a language held, and if not ``why``. ``version``: what it ran on; ``command``: the
    flags of its compiler; ``seconds``: wall time, building included."""

    name: str
    ok: bool
    version: str = ""
    command: str = ""
    why: str = ""
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def speak(language: str) -> Spoken:
    """Try one language; whatever goes wrong is said, and no reason to stop."""
    started, versions, why = time.monotonic(), {}, ""
    try:
        versions = dict(_judged(language))
    except Failed as failed:
        why = f"{failed.verdict} {failed.text}".strip()
    except (JudgeError, UsageError, OSError) as error:
        why = str(error)
    command = versions.pop("flags", "")
    version = ", ".join(" ".join(pair) for pair in versions.items())
    return Spoken(language, not why, version, command, why, time.monotonic() - started)


def speak_all(languages: Iterable[str] | None = None) -> Iterable[Spoken]:
    """All languages whose toolchain is here, one after the other."""
    return map(speak, available() if languages is None else languages)


def hello(language: str) -> Path:
    """The file of the small codec."""
    return _HELLO / LANGUAGES[language].hello


def main() -> None:
    """At the end of everybody else's turn, and not where speed is measured: jobs come first."""
    os.nice(10)
    os.sched_setaffinity(0, other_cores() or os.sched_getaffinity(0))
    names = [name for name in available() if name != FIRST]
    print(json.dumps({"trying": names}), flush=True)
    for spoken in speak_all(names):
        print(json.dumps(spoken.to_dict()), flush=True)


def _judged(language: str) -> tuple[tuple[str, str], ...]:
    limits = _LIMITS if language != "python3-torch" else Limits(memory=_TORCH_MEMORY, output=MIB)
    prepared = prepare(language, hello(language).read_bytes(), limits)
    codec = Codec(prepared.code, prepared.runtime, limits, language=language)
    for data in _INPUTS:
        blob = _called(codec, COMPRESS, data)
        if (got := _called(codec, DECOMPRESS, blob)) != data:
            raise Failed("WA", f"{len(data)} bytes came back as {len(got)} bytes that differ")
    return prepared.versions


def _called(codec: Codec, function: str, data: bytes) -> bytes:
    with codec.loaded() as sandbox:
        return codec.call(sandbox, function, data, codec.limits.cpu, codec.limits.output).output


if __name__ == "__main__":
    main()
