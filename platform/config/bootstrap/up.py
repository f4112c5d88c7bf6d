"""``manage.py up``: set up, start everything, say where it is, and stop all together."""

from __future__ import annotations

import argparse
import fcntl
import http.client
import ipaddress
import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap import checks, redis_server, setup
from config.bootstrap.failure import Failure
from config.bootstrap.places import Places
from config.bootstrap.programs import Programs
from config.bootstrap.progress import Step, failed, logged, say
from config.bootstrap.supervisor import Child, Supervisor

READY_SECONDS = 90.0
REDIS_SECONDS = 20.0


@dataclass(frozen=True)
class Options:
    host: str
    port: int
    demo: bool
    apt: bool

    @property
    def near_host(self) -> str:
        """Where this machine reaches a server that listens on that host."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104

    @property
    def url(self) -> str:
        host = self.near_host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


def main(arguments: Sequence[str]) -> int:
    options, places = _options(arguments), Places.of_this_run()
    checks.owner(places)
    with _only_one(places) as running:
        if running is not None:
            return _say_running(places, running)
        checks.port(options.host, options.port)
        setup.everything(places, apt=options.apt)
        return _run(places, options)


def set_up(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="manage.py setup", description="Set up what is missing.")
    parser.add_argument("--no-apt", dest="apt", action="store_false", help="install no system packages")
    places = Places.of_this_run()
    setup.everything(places, apt=parser.parse_args(arguments).apt)
    say(f"Set up; state lies in {places.var}. Start the site: python3 manage.py up")
    return 0


def _options(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(
        prog="manage.py up", description="Set up what is missing and start the site."
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="make no demo log-ins")
    parser.add_argument("--no-apt", dest="apt", action="store_false", help="install no system packages")
    said = parser.parse_args(arguments)
    if not 0 < said.port < 65_536:
        parser.error(f"--port: {said.port} is no port; give a number from 1 to 65535")
    return Options(said.host, said.port, said.demo and _is_loopback(said.host), said.apt)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _only_one(places: Places) -> Iterator[str | None]:
    """Holds the lock of a running site; yields the address of the one that has it already."""
    places.run.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (places.run / "up").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            yield file.read().strip()
            return
        file.truncate(0)
        yield None
        file.truncate(0)


def _say_running(places: Places, url: str) -> int:
    if not url:
        say("Lossless is being started by another command; it will print the address.")
        return 0
    say(f"Lossless is running already: {url}")
    _say_log_ins(places)
    return 0


def _run(places: Places, options: Options) -> int:
    programs, supervisor = Programs(places, options.host, options.port), Supervisor(places.logs)
    supervisor.obey_signals()
    try:
        _start(places, options, programs, supervisor)
        if not supervisor.is_asked_to_stop:
            supervisor.watch()
    finally:
        say("Stopping …")
        supervisor.stop()
    say("Stopped.")
    return 0


def _start(places: Places, options: Options, programs: Programs, supervisor: Supervisor) -> None:
    """Redis, then the database, then the page; the judge comes up behind it."""
    if programs.own_redis:
        _start_redis(places, programs, supervisor)
    _prepare(places, options, programs)
    if supervisor.is_asked_to_stop:
        return
    web = supervisor.start(programs.web())
    supervisor.start(programs.results())
    trouble = _start_judges(places, programs, supervisor)
    _wait_for_page(supervisor, web, options)
    if supervisor.is_asked_to_stop:
        return
    (places.run / "up").write_text(options.url)
    if options.demo and not trouble:
        supervisor.start(programs.demo_submission())
    _say_started(places, options, trouble)


def _start_redis(places: Places, programs: Programs, supervisor: Supervisor) -> None:
    redis_server.make_folder(places.socket)
    child = supervisor.start(programs.redis())
    end = time.monotonic() + REDIS_SECONDS
    while not places.socket.exists():
        if child.is_dead or time.monotonic() > end:
            raise child.failure()
        time.sleep(0.05)


def _prepare(places: Places, options: Options, programs: Programs) -> None:
    """Tables, shipped problems, demo log-ins: what is there already is left alone."""
    step, log = Step("Database and problems"), places.logs / "setup.log"
    demo = "--demo" if options.demo else "--no-demo"
    command: list[str | Path] = [places.python, places.root / "manage.py", "prepare", demo]
    code, output = logged(step, command, log, env=programs.site_variables)
    step.end("✗" if code else "✓")
    if code:
        raise failed("Database and problems", output, log)


def _start_judges(places: Places, programs: Programs, supervisor: Supervisor) -> str:
    """Why there is none, or nothing."""
    question = "from judge.sandbox import availability as a; found = a(); print('' if found.ok else found)"
    answer = subprocess.run(
        [places.python, "-c", question],
        env=programs.judge_variables,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        return f"the judge cannot be loaded: {answer.stderr.strip().splitlines()[-1]}"
    trouble = answer.stdout.strip()
    if not trouble:
        for program in programs.judges():
            supervisor.start(program)
    return trouble


def _wait_for_page(supervisor: Supervisor, web: Child, options: Options) -> None:
    end = time.monotonic() + READY_SECONDS
    allowed = web.program.variables["LOSSLESS_ALLOWED_HOSTS"]
    while not supervisor.is_asked_to_stop and not _answers(options, allowed):
        supervisor.look()
        if time.monotonic() > end:
            raise Failure(
                "the web server does not answer",
                f"nothing came from {options.url} for {READY_SECONDS:.0f} s",
                f"Read {web.log}, mend what it names, then start again: python3 manage.py up",
            )
        time.sleep(0.1)


def _answers(options: Options, allowed: str) -> bool:
    """Asks as the proxy would that a site behind one expects."""
    headers = {"X-Forwarded-Proto": "https"}
    name = allowed.split(",")[0].strip().lstrip(".")
    if name and name != "*":
        headers["Host"] = name
    server = http.client.HTTPConnection(options.near_host, options.port, timeout=5)
    try:
        server.request("GET", "/healthz", headers=headers)
        return server.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        server.close()


def _say_started(places: Places, options: Options, trouble: str) -> None:
    say(f"\nLossless is running: {options.url}")
    _say_log_ins(places)
    if trouble:
        say(f"! The judge is not running: {trouble}")
    say(f"Logs: {places.logs}    Stop: Ctrl-C")


def _say_log_ins(places: Places) -> None:
    if not places.demo.exists():
        return
    passwords: dict[str, str] = json.loads(places.demo.read_text())
    say("Demo log-ins (user name, password):")
    for name, password in passwords.items():
        say(f"  {name:<12} {password}")
