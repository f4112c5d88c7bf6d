"""Where the socket of the private Redis lies: an address of a socket has little room."""

import os
from pathlib import Path

import pytest

from config.bootstrap import redis_server
from config.bootstrap.failure import Failure
from config.bootstrap.places import LONGEST_SOCKET, redis_socket


def test_a_short_folder_holds_the_socket_itself() -> None:
    assert redis_socket(Path("/srv/var")) == Path("/srv/var/run/redis.sock")


def test_for_a_long_folder_it_lies_in_a_short_one(tmp_path: Path) -> None:
    socket = redis_socket(tmp_path / ("long-" * 30))
    assert len(os.fsencode(socket)) <= LONGEST_SOCKET
    assert f"lossless-{os.getuid()}-" in socket.parent.name


def test_two_sites_do_not_share_a_socket(tmp_path: Path) -> None:
    assert redis_socket(tmp_path / ("a" * 120)) != redis_socket(tmp_path / ("b" * 120))


def test_a_folder_that_is_somebody_elses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Failure, match="not ours"):
        redis_server.make_folder(tmp_path / "link" / "redis.sock")


def test_the_folder_of_the_socket_is_closed_to_others(tmp_path: Path) -> None:
    redis_server.make_folder(tmp_path / "run" / "redis.sock")
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700
