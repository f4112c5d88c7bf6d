"""`manage.py up` as a person meets it."""

import os
import shutil
import signal
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.environment import VAR
from tests.running_site import RunningSite, run_site

WAIT_SECONDS = 60


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def page(site: RunningSite, path: str = "/") -> str:
    with urllib.request.urlopen(site.url + path, timeout=30) as answer:
        return str(answer.read().decode())


def environment_of(pid: int) -> str:
    return Path(f"/proc/{pid}/environ").read_text()


def path_without(name: str, folder: Path) -> str:
    """A search path that holds everything but one program."""
    for place in reversed(os.environ["PATH"].split(os.pathsep)):
        for program in Path(place).glob("*"):
            link = folder / program.name
            link.unlink(missing_ok=True)
            if program.name != name:
                link.symlink_to(program)
    return str(folder)


def test_it_says_where_it_is_and_how_to_log_in(running_site: RunningSite) -> None:
    assert f"Lossless is running: {running_site.url}/" in running_site.log
    assert all(f"{name} " in running_site.log for name in ("candidate", "interviewer", "admin"))
    assert all(word in running_site.log for word in running_site.passwords.values())


def test_a_second_one_says_the_same_address_and_is_content(running_site: RunningSite) -> None:
    answer = running_site.manage("up")
    assert answer.returncode == 0
    assert f"is running already: {running_site.url}/" in answer.stdout


def test_a_running_site_is_not_reset(running_site: RunningSite) -> None:
    answer = running_site.manage("reset", "--yes")
    assert answer.returncode == 1
    assert answer.stderr.startswith("✗ the site is running")
    assert "Traceback" not in answer.stderr
    assert running_site.passwords


def test_a_taken_port_is_refused_in_three_lines(running_site: RunningSite, tmp_path: Path) -> None:
    port = running_site.url.rsplit(":", 1)[1]
    other = RunningSite(running_site.url, tmp_path / "other", {}, running_site.process)
    answer = other.manage("up", "--port", port)
    assert answer.returncode == 1
    assert [line[:6] for line in answer.stderr.splitlines()] == ["✗ port", "  why:", "  fix:"]


def test_state_is_closed_to_others(running_site: RunningSite) -> None:
    assert running_site.var.stat().st_mode & 0o777 == 0o700
    assert (running_site.var / "demo.json").stat().st_mode & 0o777 == 0o600
    assert (running_site.var / "secret" / "django-key").stat().st_mode & 0o777 == 0o600


def test_judges_are_told_no_secret(running_site: RunningSite) -> None:
    programs = running_site.programs()
    key = (running_site.var / "secret" / "django-key").read_text()
    for name in ("trials", "submissions"):
        told = environment_of(programs[name])
        assert "LOSSLESS_REDIS_URL" in told
        assert "SECRET" not in told
        assert "DATABASE" not in told
        assert key not in told


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="needs two cores")
def test_services_and_measuring_run_on_different_cores(running_site: RunningSite) -> None:
    programs = running_site.programs()
    measuring = os.sched_getaffinity(programs["submissions"])
    assert len(measuring) == 1
    assert not measuring & os.sched_getaffinity(programs["web"])
    assert not measuring & os.sched_getaffinity(programs["trials"])


def test_a_killed_judge_comes_back_and_the_page_stays(running_site: RunningSite) -> None:
    killed = running_site.programs()["trials"]
    os.kill(killed, signal.SIGKILL)
    until(lambda: running_site.programs().get("trials", killed) != killed)
    assert running_site.process.poll() is None
    assert "Lossless" in page(running_site)


def test_a_dead_web_server_stops_everything_and_is_named(sandbox: None) -> None:
    with run_site(VAR / "other", keep_state=True) as site:
        programs = site.programs()
        os.kill(programs["web"], signal.SIGKILL)
        until(lambda: site.process.poll() is not None)
        assert site.process.returncode == 1
        assert "✗ web ended by itself (signal 9), so everything was stopped" in site.log
        assert not any(Path(f"/proc/{pid}").exists() for pid in programs.values())


def test_ctrl_c_stops_everything(sandbox: None) -> None:
    with run_site(VAR / "other", keep_state=True) as site:
        programs = site.programs()
        assert set(programs) >= {"redis", "web", "results", "trials", "submissions"}
        site.process.send_signal(signal.SIGINT)
        until(lambda: site.process.poll() is not None)
        assert site.process.returncode == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in programs.values())


def test_without_a_sandbox_the_site_opens_and_says_why_nothing_is_judged(tmp_path: Path) -> None:
    path = path_without("bwrap", tmp_path)
    assert shutil.which("bwrap", path=path) is None
    with run_site(VAR / "other", keep_state=True, variables={"PATH": path}) as site:
        assert "! The judge is not running: the program bwrap is missing." in site.log
        assert set(site.programs()) == {"redis", "web", "results"}
        assert "bwrap is missing" in page(site)


def test_behind_a_proxy_that_speaks_https_it_starts_too() -> None:
    behind = {"LOSSLESS_HTTPS": "1", "LOSSLESS_ALLOWED_HOSTS": "lossless.example"}
    with run_site(VAR / "other", keep_state=True, variables=behind) as site:
        request = urllib.request.Request(
            site.url, headers={"Host": "lossless.example", "X-Forwarded-Proto": "https"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.headers["Strict-Transport-Security"]


def test_beyond_the_own_machine_there_are_no_demo_log_ins() -> None:
    with run_site(VAR / "other", "--host", "0.0.0.0") as site:
        assert not (site.var / "demo.json").exists()
        assert "Demo log-ins" not in site.log
        assert "Lossless" in page(site)
