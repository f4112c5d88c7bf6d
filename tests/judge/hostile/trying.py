"""One hostile program, tried: its verdict, what it got hold of, and what it left behind."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from judge.build import build
from judge.codec import Codec, Failed
from judge.errors import JudgeError
from judge.gate import CpuLimits, round_trip
from judge.languages.toolchains import prepare
from judge.report import candidate_view
from judge.runtimes import Runtime
from judge.sandbox import Limits, Outcome, Sandbox, Status
from judge.sandbox.limits import MIB
from judge.sandbox.slots import FIRST_UID, SLOTS
from tests.judge.hostile.programs import ATTACK, CODEC, STATE, Program

CODE_BYTES = 256 * 1024
_SHOWN = 120
# What the runner itself leaves for a while in folders that all may write to.
OURS = "lossless-bait-"
# By this ``find`` says that it was told something, though not the secret.
_TOLD = b"told"
_TRIES = 3
_WRITABLE = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue")
_TABLES = ("shm", "sem", "msg")
_SECRET_BITS = 64
# By guessing, so many of them are right once in ten thousand million attempts.
_KNOWN_BITS = 57


class Short(Limits):
    """A second of CPU and three of wall time: hostile programs are to be stopped soon."""

    @staticmethod
    def wall(cpu: float) -> float:
        return 3.0


LIMITS = Short(cpu=1.0, load_cpu=2.0, memory=128 * MIB, output=1 * MIB, text_flood=1 * MIB, threads=8)
# Java's own threads are more than eight.
JAVA_LIMITS = replace(LIMITS, threads=24)


@dataclass(frozen=True)
class Attempt:
    """``breach``: what it got, empty when it was held; ``wrong``: anything else that is not as it should be."""

    name: str
    tries: str
    verdict: str
    breach: str
    wrong: str
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Place:
    """Where programs are tried: on which runtimes, by the names that programs give, and as whom."""

    runtimes: Mapping[str, Runtime]
    users: range = range(FIRST_UID, FIRST_UID + SLOTS)


def attempt(program: Program, place: Place) -> Attempt:
    """Try it, again where the machine was too busy for it to try anything, and look what is left of it."""
    started = time.monotonic()
    before = traces(place)
    for _ in range(_TRIES):
        with Bait.laid() as bait:
            try:
                verdict, got = _tried(program, place, bait)
            except JudgeError as error:
                verdict, got = "JE", ""
                fault = str(error)
            breach = got or bait.harmed()
        if verdict != "JE":
            break
    left = _left(before, place)
    wrong = f"{verdict} instead of {' or '.join(program.verdicts)}" if verdict not in program.verdicts else ""
    if verdict == "JE":
        wrong = f"{wrong}: {fault}"
    return Attempt(
        program.name,
        program.tries,
        verdict,
        breach or left,
        "" if breach else wrong,
        time.monotonic() - started,
    )


def _tried(program: Program, place: Place, bait: Bait) -> tuple[str, str]:
    """The verdict, and what it got hold of."""
    source, runtime = program.path.read_bytes(), place.runtimes[program.runtime]
    if program.mode == CODEC:
        return _judged(Codec(source, runtime, LIMITS, language=program.language))
    try:
        code = prepare(program.language, source).code if program.is_compiled else source
    except Failed as failed:
        return failed.verdict, _seen_in_view(failed)
    if program.mode == ATTACK:
        return _attacked(program, code, runtime, bait)
    return _remembered(program, code, runtime)


def _function(program: Program, first: bool) -> str:
    """Compiled programs have the two functions of a codec, whatever they do."""
    if program.is_compiled:
        return "compress" if first else "decompress"
    return {ATTACK: "attack", STATE: "leave" if first else "find"}[program.mode]


def _called(sandbox: Sandbox, program: Program, code: bytes, data: bytes, *, first: bool = True) -> Outcome:
    function = _function(program, first)
    room = (LIMITS.output,) if program.is_compiled else ()
    outcome = sandbox.load(code, (function,))
    for _ in range(program.calls):
        if outcome.ok:
            outcome = sandbox.call(function, data, *room)
    return outcome


def _attacked(program: Program, code: bytes, runtime: Runtime, bait: Bait) -> tuple[str, str]:
    limits = JAVA_LIMITS if program.language == "java" else LIMITS
    with Sandbox.start(runtime, limits) as sandbox:
        outcome = _called(sandbox, program, code, bait.words())
    got = outcome.output[:_SHOWN].decode(errors="backslashreplace")
    return _verdict(outcome), f"got hold of: {got}" if got else ""


def _verdict(outcome: Outcome) -> str:
    return "JE" if outcome.status is Status.FAULT else outcome.status.value


def _remembered(program: Program, code: bytes, runtime: Runtime) -> tuple[str, str]:
    """Asked while the first sandbox lives, and after its end."""
    secret = os.urandom(_SECRET_BITS // 8)
    with Sandbox.start(runtime, LIMITS) as first, Sandbox.start(runtime, LIMITS) as second:
        _called(first, program, code, secret)
        at_once = _called(second, program, code, b"", first=False)
    with Sandbox.start(runtime, LIMITS) as third:
        later = _called(third, program, code, b"", first=False)
    if _knows(at_once.output, secret):
        return _verdict(at_once), "a sandbox told another what it knew"
    if _knows(later.output, secret):
        return _verdict(later), "a sandbox told a later one what it knew"
    return _verdict(later if at_once.ok else at_once), ""


def _knows(found: bytes, secret: bytes) -> bool:
    if secret in found or found == _TOLD:
        return True
    different = int.from_bytes(found, "big") ^ int.from_bytes(secret, "big")
    return len(found) == len(secret) and _SECRET_BITS - different.bit_count() >= _KNOWN_BITS


def _judged(codec: Codec) -> tuple[str, str]:
    """As a codec, on data that it cannot know and that cannot be made smaller."""
    data = os.urandom(2048)
    try:
        built = build(codec, CODE_BYTES)
        round_trip(replace(codec, source=built.code), data, CpuLimits(LIMITS.cpu, LIMITS.cpu))
    except Failed as failed:
        return failed.verdict, _seen_in_view(failed, data)
    return "AC", ""


def _seen_in_view(failed: Failed, data: bytes = b"") -> str:
    """Whether what an author is shown holds any of the hidden data, or of the host's files."""
    row = {"family": "hidden", "split": "board", "verdict": failed.verdict, "error": failed.text}
    report = {"verdict": failed.verdict, "message": failed.text, "data_sets": [row]}
    view = str(candidate_view(report))
    if data and (data[:6].hex() in view or repr(data[:6])[2:-1] in view):
        return "hidden data in the candidate's view"
    return "a file of the host in the message" if "root:" in view or "PRETTY_NAME" in view else ""


# Bait


@dataclass
class Bait:
    """A folder and a file of the host that all may write to, and servers on loopback that nobody may reach."""

    folder: Path
    servers: tuple[socket.socket, ...]
    reached: list[str]

    @classmethod
    @contextlib.contextmanager
    def laid(cls) -> Iterator[Bait]:
        with tempfile.TemporaryDirectory(prefix=OURS) as folder, contextlib.ExitStack() as stack:
            bait = cls(Path(folder), _servers(stack), [])
            (bait.folder / "bait").write_text("root: a file of the host")
            for path, mode in ((bait.folder, 0o777), (bait.folder / "bait", 0o666)):
                path.chmod(mode)
            yield bait

    def words(self) -> bytes:
        """What a program is told: process of the judge, folder, file, ports of TCP and UDP, abstract name."""
        ports = [str(server.getsockname()[1]) for server in self.servers[:2]]
        name = self.servers[2].getsockname()[1:].decode()
        return "\n".join((str(os.getpid()), str(self.folder), f"{self.folder}/bait", *ports, name)).encode()

    def harmed(self) -> str:
        """What happened to it on the host, whatever the program says."""
        if sorted(path.name for path in self.folder.iterdir()) != ["bait"]:
            return "wrote into a folder of the host"
        if (self.folder / "bait").read_text() != "root: a file of the host":
            return "changed a file of the host"
        for server in self.servers:
            with contextlib.suppress(BlockingIOError):
                server.recv(1) if server.type == socket.SOCK_DGRAM else server.accept()
                return "reached a server of the host"
        return ""


def _servers(stack: contextlib.ExitStack) -> tuple[socket.socket, ...]:
    tcp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
    udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
    abstract = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
    for server in (tcp, udp):
        server.bind(("127.0.0.1", 0))
    abstract.bind(f"\0lossless-bait-{os.getpid()}-{threading.get_ident()}")
    for server in (tcp, udp, abstract):
        server.setblocking(False)
        if server.type == socket.SOCK_STREAM:
            server.listen()
    return tcp, udp, abstract


# Traces


def traces(place: Place) -> dict[str, set[str]]:
    """What of ours is on the host now, by kind."""
    own = f"-{os.getpid()}-"
    return {
        "process": set(_descendants(os.getpid())),
        "group": {
            f"{folder}/{name}"
            for folder, names, _ in os.walk("/sys/fs/cgroup")
            for name in names
            if own in f"{name}-"
        },
        "mount": set(Path("/proc/self/mounts").read_text().splitlines()),
        "file": {
            entry.path
            for where in _WRITABLE
            for entry in _entries(where)
            if _owner(entry) in place.users and not entry.name.startswith(OURS)
        },
        "memory segment": {f"{kind}: {line}" for kind in _TABLES for line in _segments(kind, place.users)},
    }


def _left(before: dict[str, set[str]], place: Place) -> str:
    """What is there that was not; the kernel may take a moment to clear up."""
    for wait in (0.0, 0.1, 0.5):
        time.sleep(wait)
        after = traces(place)
        new = [f"{kind} {each}" for kind in after for each in sorted(after[kind] - before[kind])]
        if not new:
            return ""
    return f"left behind: {'; '.join(new)[:_SHOWN]}"


def _descendants(pid: int) -> Iterator[str]:
    """All processes below one, also those whose parents are gone: it adopts them."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in children.read_text().split():
                yield child
                yield from _descendants(int(child))


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        yield from entries


def _owner(entry: os.DirEntry[str]) -> int:
    with contextlib.suppress(OSError):
        return entry.stat(follow_symlinks=False).st_uid
    return -1


def _segments(kind: str, users: range) -> Iterator[str]:
    """Of System V: the columns uid and key have the same names in the three tables."""
    head, *lines = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()
    for line in lines:
        fields = dict(zip(head.split(), line.split(), strict=True))
        if int(fields["uid"]) in users:
            yield fields["key"]
