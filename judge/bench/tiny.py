"""A run that does hardly anything, in the languages that this machine speaks."""

from __future__ import annotations

from pathlib import Path

from judge.bench.samples import Sample, measured
from judge.errors import JudgeError
from judge.failed import Failed
from judge.languages import LANGUAGES, toolchains
from judge.languages.toolchains import Prepared
from judge.sandbox import Limits, Sandbox
from judge.sandbox.limits import MIB
from judge.scoring import expansion_limit

PYTHON, SCIENTIFIC = "python3", "python3-scientific"
LIMITS = Limits(memory=2048 * MIB)
_HELLO = Path(toolchains.__file__).with_name("hello")
_NEEDED = ("compress", "decompress")
_PLAIN_SOURCE = b"def compress(data):\n    return data\n\n\ndef decompress(blob):\n    return blob\n"
_INPUT = bytes(1000)


def languages() -> tuple[str, ...]:
    """Those that are here and have a small codec; torch takes too long to be started again and again."""
    return tuple(name for name in toolchains.available() if name != "python3-torch" and _source(name))


def prepare(language: str) -> Prepared:
    """The small codec of a language, compiled where it must be. Raises JudgeError."""
    try:
        return toolchains.prepare(language, _source(language), LIMITS)
    except Failed as failed:
        raise JudgeError(f"the small codec in {language} is not compiled: {failed.text[-300:]}") from failed


def use(sandbox: Sandbox, code: bytes) -> Sample:
    """Load, call once, check what came back; what the call took."""
    loaded = sandbox.load(code, _NEEDED)
    # Compiled code is told how much room its output has.
    room = () if code == _PLAIN_SOURCE else (expansion_limit(len(_INPUT)),)
    with measured() as sample:
        called = sandbox.call("compress", _INPUT, *room)
    sample.cpu = called.cpu
    if not called.ok:
        raise JudgeError(f"a tiny run ended as {called.status.value}: {(loaded.text or called.text)[-300:]}")
    return sample


def _source(language: str) -> bytes:
    """In Python nothing at all is done, so that only the judge's own work is seen."""
    if language.startswith(PYTHON):
        return _PLAIN_SOURCE
    file = _HELLO / f"hello{LANGUAGES[language].suffix}"
    return file.read_bytes() if file.is_file() else b""
