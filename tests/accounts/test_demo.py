"""The demo log-ins: random passwords, kept in a file that only its owner reads."""

import json
from pathlib import Path

import pytest
from django.test import Client

from accounts.actions import ensure_demo_users
from accounts.models import User

pytestmark = pytest.mark.django_db


def test_each_role_has_a_log_in_of_its_name(tmp_path: Path) -> None:
    ensure_demo_users(tmp_path / "demo.json")
    assert {user.username: user.role for user in User.objects.all()} == {
        "candidate": "candidate",
        "interviewer": "interviewer",
        "admin": "admin",
    }


def test_the_passwords_log_in(client: Client, tmp_path: Path) -> None:
    passwords = ensure_demo_users(tmp_path / "demo.json")
    assert client.login(username="interviewer", password=passwords["interviewer"])


def test_passwords_differ_between_roles_and_installations(tmp_path: Path) -> None:
    first = ensure_demo_users(tmp_path / "a.json")
    second = ensure_demo_users(tmp_path / "b.json")
    assert len({*first.values(), *second.values()}) == 6


def test_a_second_start_keeps_the_passwords(tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    assert ensure_demo_users(file) == ensure_demo_users(file) == json.loads(file.read_text())


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "demo.json"
    ensure_demo_users(file)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_changed_password_or_role_is_set_back(client: Client, tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    passwords = ensure_demo_users(file)
    admin = User.objects.get(username="admin")
    admin.set_password("something else")
    admin.role = "candidate"
    admin.save()
    ensure_demo_users(file)
    assert client.login(username="admin", password=passwords["admin"])
    assert User.objects.get(username="admin").is_admin_role


def test_a_password_is_not_hashed_anew_for_nothing(tmp_path: Path) -> None:
    ensure_demo_users(tmp_path / "demo.json")
    before = User.objects.get(username="admin").password
    ensure_demo_users(tmp_path / "demo.json")
    assert User.objects.get(username="admin").password == before
