"""Somebody with a shell on the machine of a running site: kills processes, empties Redis, reads rows."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import redis

from config.bootstrap.places import ROOT, Places

PATIENCE_SECONDS = 300


@dataclass(frozen=True)
class Operator:
    var: Path
    supervisor: int

    def kill(self, program: str) -> int:
        """``kill -9`` of a child of the supervisor, named by a word of its command line."""
        (pid,) = [each for each in children(self.supervisor) if program in command_line(each)]
        os.kill(pid, signal.SIGKILL)
        return pid

    def empty_redis(self) -> None:
        client = redis.Redis(unix_socket_path=str(Places(ROOT, self.var).socket))
        client.flushall()
        client.close()

    def judgings(self, submission: str) -> list[dict[str, Any]]:
        query = "SELECT * FROM submissions_judging WHERE submission_id = ?"
        return self.rows(query, UUID(submission).hex)

    def results(self, submission: str) -> list[dict[str, Any]]:
        query = """
            SELECT r.* FROM submissions_datasetresult r
            JOIN submissions_judging j ON j.id = r.judging_id WHERE j.submission_id = ?
        """
        return self.rows(query, UUID(submission).hex)

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        address = f"file:{self.var / 'lossless.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, values)]

    def wait_until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < end, "what was waited for did not come"
            time.sleep(0.05)

    def wait_for_gate(self, submission: str) -> None:
        """Until the judge is in the middle of it: some family came through the gate, others are to come."""
        self.wait_until(lambda: bool(self.results(submission)))


def children(parent: int) -> list[int]:
    """Of Linux's own list; a process that ends meanwhile is left out."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(folder.name))
    return found


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
