"""What keeps the folders working, held by tests because breaking it shows far from its cause."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from config.bootstrap.places import ROOT

PLATFORM = ROOT / "platform"
OPERATIONS = ROOT / "docs" / "operations.md"
SETTING = re.compile(r"\bLOSSLESS_[A-Z]+(?:_[A-Z]+)*\b")
READERS = (ROOT / "judge", PLATFORM, ROOT / "problems")


def packages(folder: Path) -> list[str]:
    return [path.parent.name for path in folder.glob("*/__init__.py")]


def settings() -> set[str]:
    files = (path for reader in READERS for path in reader.rglob("*.py"))
    return {name for path in files for name in SETTING.findall(path.read_text())}


def test_platform_is_a_folder_and_no_package() -> None:
    assert not (PLATFORM / "__init__.py").exists()


def test_the_standard_library_keeps_its_module_platform() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import platform; print(platform.system())"
    answer = subprocess.run(
        [sys.executable, "-c", code, str(ROOT)], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "Linux"


@pytest.mark.parametrize("folder", [ROOT, PLATFORM], ids=["root", "platform"])
def test_no_package_is_named_like_a_standard_module(folder: Path) -> None:
    assert not set(packages(folder)) & set(sys.stdlib_module_names)


def test_tests_are_folders_and_no_packages() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_every_app_is_installed() -> None:
    assert set(packages(PLATFORM)) | {"problems"} <= set(django_settings.INSTALLED_APPS)


def test_no_file_of_code_is_longer_than_500_lines() -> None:
    files = (path for reader in READERS for path in reader.rglob("*.py") if "migrations" not in path.parts)
    assert [path.name for path in files if len(path.read_text().splitlines()) > 500] == []


@pytest.mark.skipif(not OPERATIONS.exists(), reason="docs/operations.md is not there")
def test_every_setting_is_described_for_operators() -> None:
    assert settings() - set(SETTING.findall(OPERATIONS.read_text())) == set()
