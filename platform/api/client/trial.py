"""lossless test FILE: the round trip on the samples, on this machine, nothing is sent.

Answers of other functions are marked by the problem's checker, which only the site has: `--site` runs the
samples there.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from .folder import existing, notes_beside
from .languages import language_of
from .on_site import test_on_site
from .table import show, size_of, three_digits
from .texts import ACCEPTED, NOT_ACCEPTED, Failure, say


def test(arguments: argparse.Namespace) -> int:
    path = existing(arguments.file)
    notes = notes_beside(path)
    if arguments.site:
        return test_on_site(path, notes, arguments.seconds)
    if not {"compress", "decompress"} <= set(notes.get("functions", ["compress", "decompress"])):
        text = "{problem} asks for functions whose answers the site marks. Run: lossless test {path} --site"
        raise Failure(say(text, problem=notes["problem"], path=path))
    if language_of(path, notes) not in PYTHON:
        text = (
            "{path} is not Python: `test` runs nothing else on this machine. Run: lossless test {path} --site"
        )
        raise Failure(say(text, path=path))
    return round_trips(path, notes, arguments)


def round_trips(path: Path, notes: dict[str, Any], arguments: argparse.Namespace) -> int:
    """Each shown input of the codec there and back."""
    folder = Path(arguments.samples) if arguments.samples else path.parent / "samples"
    found = sorted(each for each in folder.rglob("*") if each.is_file())
    samples = {each.relative_to(folder).as_posix(): each for each in found}
    codecs_own = {name: each for name, each in samples.items() if name not in notes.get("tasks", ())}
    if not codecs_own:
        raise Failure(say("No samples beside {path}. Run: lossless get PROBLEM", path=path))
    more = told_with(notes, arguments.parameters)
    results = [
        {"name": name, **tried(path, sample, more, arguments.seconds)} for name, sample in codecs_own.items()
    ]
    show([row(result) for result in results], CASE_HEADS)
    passed = sum(1 for result in results if result["note"] == say("comes back"))
    print(say("{passed} of {count} samples come back", passed=passed, count=len(results)))
    say_the_rest(path, more, len(samples) - len(codecs_own))
    return ACCEPTED if passed == len(results) else NOT_ACCEPTED


def told_with(notes: dict[str, Any], asked: int | None) -> list[int]:
    """What a codec with sizes is told beside the data: the size that the site judges at, or the one asked for."""
    sizes = notes.get("sizes") or []
    if asked is not None and not sizes:
        raise Failure(
            say("{problem} tells its codec no number of parameters.", problem=notes.get("problem", "?"))
        )
    return [asked if asked is not None else sizes[-2]] if sizes else []


def say_the_rest(path: Path, more: list[int], cases: int) -> None:
    if more:
        print(say("At most {count} parameters; --parameters tries another size.", count=f"{more[0]:,}"))
    if cases:
        text = (
            "Not tried: {count} for functions whose answers the site marks. Run: lossless test {path} --site"
        )
        print(say(text, count=cases, path=path))


PYTHON = ("python3", "python3-scientific", "python3-torch")
CASE_HEADS = ("sample", "bytes", "packed", "ratio", "bits/byte", "compress", "decompress", "")


def tried(code: Path, sample: Path, more: list[int], seconds: float) -> dict[str, Any]:
    """One round trip. Each direction has a process of its own, as it has with the judge."""
    original = sample.read_bytes()
    found: dict[str, Any] = {"original": len(original)}
    packed, found["compress"], note = called(code, "compress", original, more, seconds)
    if packed is None:
        return {**found, "note": note}
    found["packed"] = len(packed)
    back, found["decompress"], note = called(code, "decompress", packed, more, seconds)
    return {**found, "note": note if back is None else difference(original, back)}


def difference(original: bytes, back: bytes) -> str:
    if back == original:
        return say("comes back")
    for offset in range(min(len(original), len(back))):
        if original[offset] != back[offset]:
            return say("byte {offset} differs", offset=f"{offset:,}")
    text = "{size} came back instead of {expected}"
    return say(text, size=size_of(len(back)), expected=f"{len(original):,}")


def called(
    code: Path, function: str, data: bytes, more: list[int], seconds: float
) -> tuple[bytes | None, float | None, str]:
    """What the function returned, its CPU seconds, and a remark when it returned nothing. ``more``: what it
    is given after the data."""
    with tempfile.TemporaryDirectory(prefix="lossless-") as folder:
        given, returned = Path(folder, "in"), Path(folder, "out")
        given.write_bytes(data)
        # Started by itself: the one file that the client is.
        places = [str(code), function, str(given), str(returned)]
        child = [sys.executable, sys.argv[0], "call", *places, json.dumps(more)]
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
        given = [Path(arguments.given).read_bytes(), *json.loads(arguments.more)]
        started = time.process_time()
        result = function(*given)
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
