"""The first stage of a judging: is this a source that can be run at all, and what does it pay for itself?

No data of a family has been near the code yet, so what it says here may be shown in full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from judge.codec import Codec, Failed
from judge.languages import LANGUAGES
from judge.languages.comments import strip
from judge.languages.compiling import TOO_MUCH
from judge.languages.toolchains import prepare
from judge.sandbox import Status
from judge.sandbox.pool import take
from judge.scoring import charge_bytes


@dataclass(frozen=True)
class Built:
    """``charge_bytes`` is the size under xz -9e of the source, comments and docstrings taken out. ``code`` is
    what runs on hidden data: that source, or the program made of it. What is charged is also all that may
    run: else tables would hide in docstrings. ``shown`` is the same with its author's line numbers."""

    charge_bytes: int
    code: bytes
    shown: bytes


def build(codec: Codec, code_bytes: int) -> Built:
    """Check, strip, compile and load a source. Raises Failed: CE with what its author must mend, or SV."""
    _check_text(codec.source, code_bytes, " and ".join(codec.functions))
    try:
        if codec.is_compiled:
            return _compiled(codec)
        stripped = _stripped(codec)
        codec.open().close()
    except Failed as failed:
        if failed.verdict == Status.VIOLATION.value:
            raise
        raise Failed("CE", _explained(failed, LANGUAGES[codec.language].form)) from None
    return Built(charge_bytes(stripped), stripped, codec.source)


def _explained(failed: Failed, form: str) -> str:
    """What the compiler said; where it is the judge's own loop that misses something, first what that is."""
    if form and _LOOP.search(failed.text):
        other = form.replace("Compress", "Decompress").replace(" compress", " decompress")
        return _EXPECTED.format(form, other, failed.text)
    return failed.text or _WHY.get(failed.verdict, "")


_LOOP = re.compile(r"\bloop\.(c|go|rs)\b")
_EXPECTED = """expected the two functions compress and decompress in this form:

    {}
    {}

The judge's own program calls them, and this is what the compiler says of it:

{}"""
_WHY = {
    "TLE": "loading the file took too long; do the work inside of its functions",
    "MLE": "loading the file took more memory than the problem allows",
    "OLE": "loading the file printed more than the judge takes",
    "RTE": "the file ended the process while it was loaded",
}


def _check_text(source: bytes, code_bytes: int, functions: str) -> None:
    if len(source) > code_bytes:
        raise Failed("CE", f"expected at most {code_bytes:,} bytes of source, got {len(source):,}")
    if not source.strip():
        raise Failed("CE", f"the file is empty; define {functions}")
    try:
        source.decode()
    except UnicodeDecodeError as broken:
        line = source[: broken.start].count(b"\n") + 1
        raise Failed("CE", f"line {line}: expected UTF-8, {broken.reason}") from None
    if b"\0" in source:
        line = source[: source.index(b"\0")].count(b"\n") + 1
        raise Failed("CE", f"line {line}: the code holds a zero character; remove it, or write it as \\0")


def _compiled(codec: Codec) -> Built:
    stripped = strip(codec.language, codec.source.decode()).encode()
    try:
        program = codec.made()
    except Failed as failed:
        if failed.text not in TOO_MUCH.values():
            # Once more as it was written, for line numbers that its author knows.
            prepare(codec.language, codec.source)
        raise
    replace(codec, source=program).open().close()
    return Built(charge_bytes(stripped), program, program)


def _stripped(codec: Codec) -> bytes:
    """The source without comments and docstrings, parsed by a sandbox that never runs it."""
    with take(codec.runtime, codec.limits) as sandbox:
        return codec.checked(sandbox.strip(codec.source)).output
