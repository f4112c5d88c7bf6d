"""The programs of a running site: their command lines, what each may know, and where it runs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from config.bootstrap import redis_server
from config.bootstrap.places import Places
from config.bootstrap.supervisor import Program

# The judge's workers know these and nothing else: no database address, no secret key.
_FOR_JUDGES = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"),
    *("LOSSLESS_STORAGE", "LOSSLESS_DATA_SEED"),
    *("LOSSLESS_SANDBOX", "LOSSLESS_OCI_RUNTIME", "LOSSLESS_IDLE_SANDBOXES"),
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"),
    *("AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"),
)


@dataclass(frozen=True)
class Cores:
    """With two or more, the last one is kept for measuring speed."""

    services: frozenset[int]
    measuring: frozenset[int]

    @classmethod
    def of_this_machine(cls) -> Cores:
        allowed = sorted(os.sched_getaffinity(0))
        if len(allowed) < 2:
            return cls(frozenset(), frozenset())
        return cls(frozenset(allowed[:-1]), frozenset(allowed[-1:]))


class Programs:
    def __init__(self, places: Places, host: str, port: int) -> None:
        self.places, self.host, self.port = places, host, port
        self.cores = Cores.of_this_machine()
        self.own_redis = "LOSSLESS_REDIS_URL" not in os.environ
        self.redis_url = os.environ.get("LOSSLESS_REDIS_URL") or f"unix://{places.socket}"

    @property
    def site_variables(self) -> dict[str, str]:
        """For the web server, the recorder of results and every management command."""
        return {
            **os.environ,
            "LOSSLESS_VAR": str(self.places.var),
            "LOSSLESS_REDIS_URL": self.redis_url,
            "LOSSLESS_ALLOWED_HOSTS": os.environ.get("LOSSLESS_ALLOWED_HOSTS") or _hosts(self.host),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **_QUIET,
        }

    @property
    def judge_variables(self) -> dict[str, str]:
        known = {name: os.environ[name] for name in _FOR_JUDGES if name in os.environ}
        measuring = {"LOSSLESS_MEASURE_CORE": str(*self.cores.measuring)} if self.cores.measuring else {}
        own = {"LOSSLESS_VAR": str(self.places.var), "LOSSLESS_REDIS_URL": self.redis_url}
        return {"LANG": "C.UTF-8", **known, **own, **measuring, **_QUIET}

    def redis(self) -> Program:
        command = redis_server.command(redis_server.find(self.places), self.places.socket)
        return Program("redis", command, dict(os.environ), self.cores.services, serves_others=True)

    def web(self) -> Program:
        return self._site(
            "web",
            *("-m", "uvicorn", "config.asgi:application", "--host", self.host, "--port", str(self.port)),
            *("--timeout-graceful-shutdown", "3", "--log-level", "warning", "--no-server-header"),
        )

    def results(self) -> Program:
        return self._site("results", *_celery("config.celery", "results", "results"), "-B")

    def demo_submission(self) -> Program:
        command = [str(self.places.python), str(self.places.root / "manage.py"), "demo_submission"]
        return Program("demo", command, self.site_variables, self.cores.services, is_errand=True)

    def judges(self) -> Iterable[Program]:
        """Short work never waits behind a long measurement."""
        yield self._judge("judge-trials", "trials,interviews", self.cores.services)
        yield self._judge("judge-submissions", "submissions,packages", self.cores.measuring)

    def _site(self, name: str, *words: str) -> Program:
        return Program(name, [str(self.places.python), *words], self.site_variables, self.cores.services)

    def _judge(self, name: str, queues: str, cores: frozenset[int]) -> Program:
        words = _celery("judge.worker", queues, name)
        command = [str(self.places.python), *words]
        return Program(name, command, self.judge_variables, cores, restarts=True)


# Celery warns at every start as root; the judge's spawner alone uses it, to become somebody else.
_QUIET = {"C_FORCE_ROOT": "1", "PYTHONUNBUFFERED": "1"}


def _celery(app: str, queues: str, name: str) -> tuple[str, ...]:
    return (
        *("-m", "celery", "--quiet", "-A", app, "worker", "-Q", queues, "-c", "1"),
        *("-n", f"{name}@%h", "--loglevel", "INFO"),
    )


def _hosts(host: str) -> str:
    """Listening on every address, the site answers to every name: there is no one to know."""
    return "*" if host in {"0.0.0.0", "::"} else f"127.0.0.1,localhost,[::1],{host}"  # noqa: S104
