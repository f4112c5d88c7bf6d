"""What set-up refuses to start on: each with its reason and remedy."""

import os
import shutil
import socket
from collections import namedtuple
from pathlib import Path

import pytest

from config.bootstrap import checks, environment, system
from config.bootstrap.failure import Failure
from config.bootstrap.places import Places

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "site" / "requirements").mkdir(parents=True)
    return Places(tmp_path / "site", tmp_path / "var")


def test_the_folder_of_state_is_closed_to_others(places: Places) -> None:
    places.var.mkdir(mode=0o755)
    checks.owner(places)
    assert places.var.stat().st_mode & 0o777 == 0o700


def test_another_users_state_is_refused(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    places.var.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(Failure) as refused:
        checks.owner(places)
    assert str(places.var) in refused.value.why
    assert "LOSSLESS_VAR" in refused.value.fix


def test_a_full_disk_is_named_with_what_is_needed(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    places.var.mkdir()
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10**9, 10**9 - 10**6, 10**6))
    with pytest.raises(Failure, match="not enough disk space") as refused:
        checks.space(places)
    assert "1 MB free, and 1200 MB are needed" in refused.value.why


def test_a_taken_port_is_refused_and_a_free_one_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Failure) as refused:
            checks.port("127.0.0.1", port)
    assert f"port {port} cannot be used" in refused.value.what
    named = int(refused.value.fix.rsplit(" ", 1)[1])
    with socket.create_server(("127.0.0.1", named)):
        assert named != port


def test_a_python_without_ensurepip_is_told_which_package_to_install(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(Failure) as refused:
        environment.make(places, apt=False)
    assert f"apt-get install python{environment.VERSION}-venv" in refused.value.fix


def test_without_apt_the_command_to_type_is_said(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = {"bubblewrap": lambda: False, "libseccomp2": lambda: True}
    assert not system.ensure(places, wanted, "The judge cannot run", apt=False)
    said = capsys.readouterr().out
    assert "! The judge cannot run" in said
    assert "apt-get install bubblewrap" in said
    assert "libseccomp2" not in said


def test_what_is_there_is_not_installed(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert system.ensure(places, {"bubblewrap": lambda: True}, "no judge", apt=True)
    assert capsys.readouterr().out == ""


def test_where_apt_get_is_missing_nothing_is_tried(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(places.root))
    assert not system.install(places, ["bubblewrap"], apt=True)
    assert not places.logs.exists()
