"""Settings from environment variables: what they mean, and what is refused."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client

from config import environment
from config.celery import app
from config.settings import SERVESTATIC_IMMUTABLE_FILE_TEST as is_immutable
from judge.worker import app as judge_app

NAME = "LOSSLESS_TRIED"


def database(monkeypatch: pytest.MonkeyPatch, address: str) -> environment.Database:
    monkeypatch.setenv(NAME, address)
    return environment.database(NAME, Path("/var/site.sqlite3"))


def test_without_an_address_the_database_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert database(monkeypatch, "")["NAME"] == Path("/var/site.sqlite3")


def test_a_postgres_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    found = database(monkeypatch, "postgres://ada:p%40ss@db:5433/lossless?sslmode=require")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    parts = [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")]
    assert parts == ["ada", "p@ss", "db", "5433", "lossless", {"sslmode": "require"}]


def test_another_kind_of_database_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} begins with 'mysql'"):
        database(monkeypatch, "mysql://db/lossless")


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("Yes", True), ("0", False), ("", True)])
def test_switches_are_read(monkeypatch: pytest.MonkeyPatch, said: str, meant: bool) -> None:
    monkeypatch.setenv(NAME, said)
    assert environment.env_bool(NAME, default=True) is meant


def test_a_switch_of_another_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "maybe")
    with pytest.raises(ImproperlyConfigured, match="expected 1 or 0"):
        environment.env_bool(NAME, default=True)


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "a.example, b.example,")
    assert environment.env_list(NAME, []) == ["a.example", "b.example"]


def test_a_secret_is_read_from_the_file_of_set_up(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("s3cret\n")
    assert environment.env_secret(NAME, tmp_path / "key") == "s3cret"


def test_a_missing_secret_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"python3 manage.py setup"):
        environment.env_secret(NAME, tmp_path / "key")


def test_mail_over_an_encrypted_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "smtps://ada:secret@mail.example")
    found = environment.email(NAME)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (465, True, False)


def test_another_kind_of_mail_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "imap://mail.example")
    with pytest.raises(ImproperlyConfigured, match="expected smtp"):
        environment.email(NAME)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_readers_of_sqlite_never_wait_for_a_writer() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
    assert connection.transaction_mode == "IMMEDIATE"


def test_times_are_utc_and_languages_two() -> None:
    assert (settings.TIME_ZONE, settings.USE_TZ) == ("UTC", True)
    assert [code for code, _name in settings.LANGUAGES] == ["en", "zh-hans"]


@pytest.mark.parametrize("name", ["/static/c-editor-LH5AHZ6T.js", "/static/app.0740d7e99830.js"])
def test_what_carries_its_hash_is_kept_for_ever(name: str) -> None:
    assert is_immutable("", name)


@pytest.mark.parametrize("name", ["/static/app.js", "/static/favicon.svg", "/static/admin/js/core.js"])
def test_what_does_not_is_asked_for_again(name: str) -> None:
    assert not is_immutable("", name)


@pytest.mark.django_db
def test_pages_forbid_inline_scripts_and_styles(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_sweep_is_scheduled() -> None:
    assert app.conf.beat_schedule["sweep"]["task"] == "jobs.sweep"


def test_both_ends_of_the_queue_use_the_same_redis() -> None:
    assert app.conf.broker_url == judge_app.conf.broker_url
    assert settings.REDIS_URL.startswith("unix://")


@pytest.mark.parametrize("celery", [app, judge_app], ids=["site", "judge"])
def test_neither_end_of_the_queue_loses_or_doubles_by_its_settings(celery) -> None:  # type: ignore[no-untyped-def]
    assert celery.conf.task_acks_late
    assert celery.conf.worker_prefetch_multiplier == 1
    assert celery.conf.accept_content == ["json"]
    assert celery.conf.broker_connection_max_retries is None
    assert celery.conf.worker_enable_remote_control
