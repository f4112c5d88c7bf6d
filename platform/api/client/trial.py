"""lossless test FILE: the round trip on the samples, on this machine, nothing is sent."""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from .folder import existing, notes_beside
from .languages import language_of
from .table import show, size_of, three_digits
from .texts import ACCEPTED, NOT_ACCEPTED, Failure, say


def test(arguments: argparse.Namespace) -> int:
    path = existing(arguments.file)
    notes = notes_beside(path)
    if not {"compress", "decompress"} <= set(notes.get("functions", ["compress", "decompress"])):
        text = "{problem} does not ask for compress and decompress; run it on the site instead."
        raise Failure(say(text, problem=notes["problem"]))
    if language_of(path, notes) not in PYTHON:
        text = "{path} is not Python: `test` runs nothing else on this machine. Run it on the site."
        raise Failure(say(text, path=path))
    folder = Path(arguments.samples) if arguments.samples else path.parent / "samples"
    samples = sorted(each for each in folder.rglob("*") if each.is_file())
    if not samples:
        raise Failure(say("No samples beside {path}. Run: lossless get PROBLEM", path=path))
    results = [
        {"name": sample.relative_to(folder).as_posix(), **tried(path, sample, arguments.seconds)}
        for sample in samples
    ]
    show([row(result) for result in results], CASE_HEADS)
    passed = sum(1 for result in results if result["note"] == say("comes back"))
    print(say("{passed} of {count} samples come back", passed=passed, count=len(results)))
    return ACCEPTED if passed == len(results) else NOT_ACCEPTED


PYTHON = ("python3", "python3-scientific", "python3-torch")
CASE_HEADS = ("sample", "bytes", "packed", "ratio", "bits/byte", "compress", "decompress", "")


def tried(code: Path, sample: Path, seconds: float) -> dict[str, Any]:
    """One round trip. Each direction has a process of its own, as it has with the judge."""
    original = sample.read_bytes()
    found: dict[str, Any] = {"original": len(original)}
    packed, found["compress"], note = called(code, "compress", original, seconds)
    if packed is None:
        return {**found, "note": note}
    found["packed"] = len(packed)
    back, found["decompress"], note = called(code, "decompress", packed, seconds)
    return {**found, "note": note if back is None else difference(original, back)}


def difference(original: bytes, back: bytes) -> str:
    if back == original:
        return say("comes back")
    for offset in range(min(len(original), len(back))):
        if original[offset] != back[offset]:
            return say("byte {offset} differs", offset=f"{offset:,}")
    text = "{size} came back instead of {expected}"
    return say(text, size=size_of(len(back)), expected=f"{len(original):,}")


def called(code: Path, function: str, data: bytes, seconds: float) -> tuple[bytes | None, float | None, str]:
    """What the function returned, its CPU seconds, and a remark when it returned nothing."""
    with tempfile.TemporaryDirectory(prefix="lossless-") as folder:
        given, returned = Path(folder, "in"), Path(folder, "out")
        given.write_bytes(data)
        # Started by itself: the one file that the client is.
        child = [sys.executable, sys.argv[0], "call", str(code), function, str(given), str(returned)]
        try:
            ended = subprocess.run(child, timeout=seconds, check=False)  # noqa: S603 - one's own code
        except subprocess.TimeoutExpired:
            return (
                None,
                None,
                say("{function} took more than {seconds} s", function=function, seconds=f"{seconds:g}"),
            )
        if ended.returncode or not returned.exists():
            return None, None, say("{function} failed", function=function)
        cpu = float(returned.with_suffix(".cpu").read_text())
        return returned.read_bytes(), cpu, ""


def call(arguments: argparse.Namespace) -> int:
    """In a process of its own: one call of one function. Whatever it prints goes to the terminal."""
    code = Path(arguments.code)
    spec = importlib.util.spec_from_file_location(code.stem.replace(".", "_"), code)
    if spec is None or spec.loader is None:
        raise Failure(say("There is no file {path}.", path=code))
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        function = getattr(module, arguments.function)
        data = Path(arguments.given).read_bytes()
        started = time.process_time()
        result = function(data)
        seconds = time.process_time() - started
        if not isinstance(result, bytes):
            raise TypeError(f"{arguments.function} returned {type(result).__name__}; expected bytes")
    except Exception:  # whatever the code raises is what its author wants to see
        traceback.print_exc()
        return NOT_ACCEPTED
    Path(arguments.returned).write_bytes(result)
    Path(arguments.returned).with_suffix(".cpu").write_text(repr(seconds))
    return 0


def row(found: dict[str, Any]) -> list[str]:
    packed = found.get("packed")
    size = found["original"]
    return [
        found["name"],
        f"{size:,}",
        "–" if packed is None else f"{packed:,}",
        three_digits(size / packed) if packed and size else "–",
        three_digits(8 * packed / size) if packed and size else "–",
        seconds_of(found.get("compress")),
        seconds_of(found.get("decompress")),
        found["note"],
    ]


def seconds_of(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f} s"
