"""The client's source: the standard library of Python 3.9 alone, every sentence in both languages."""

import ast
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from api.bundle import CLIENT, bundle
from api.client.languages import SUFFIXES, file_name, language_of
from api.client.texts import CHINESE
from judge.languages import LANGUAGES

FILES = sorted(CLIENT.glob("*.py"))


def trees(without: str = "") -> list[ast.Module]:
    return [ast.parse(path.read_text(), feature_version=(3, 9)) for path in FILES if path.name != without]


def test_it_parses_as_python_3_9() -> None:
    assert len(trees()) > 5


def test_it_imports_the_standard_library_alone() -> None:
    imported = {
        name.split(".")[0]
        for tree in trees()
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def said() -> set[str]:
    """Every text that stands in the code, also by way of a name or a tuple of heads."""
    return {
        node.value
        for tree in trees(without="texts.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CHINESE
    }


def test_every_sentence_has_a_translation_and_every_translation_is_used() -> None:
    direct = {
        node.args[0].value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "say"
        and isinstance(node.args[0], ast.Constant)
    }
    assert direct <= CHINESE.keys()
    assert said() == CHINESE.keys()


def test_heads_of_tables_have_translations() -> None:
    heads = {
        node.value
        for tree in trees()
        for each in tree.body
        if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "").endswith("_HEADS")
        for node in ast.walk(each)
        if isinstance(node, ast.Constant) and node.value
    }
    assert len(heads) > 10
    assert heads <= CHINESE.keys()


@pytest.mark.parametrize(("english", "chinese"), CHINESE.items())
def test_a_translation_names_the_same_values(english: str, chinese: str) -> None:
    assert names(english) == names(chinese)


def names(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


def test_the_bundle_is_the_same_for_the_same_source() -> None:
    first = bundle()
    bundle.cache_clear()
    assert bundle() == first
    assert first.startswith(b"#!/usr/bin/env python3\n")
    assert "lossless/cli.py" in zipfile.ZipFile(BytesIO(first)).namelist()


def test_it_knows_every_language_by_its_suffix() -> None:
    assert {name: language.suffix for name, language in LANGUAGES.items()} == SUFFIXES


def test_two_languages_of_one_suffix_have_files_of_their_own() -> None:
    names = [file_name("lz77", language) for language in LANGUAGES]
    assert len(set(names)) == len(names)
    assert names[:2] == ["lz77.py", "lz77-scientific.py"]


@pytest.mark.parametrize(
    ("name", "notes", "language"),
    [
        ("a.cpp", {}, "cpp"),
        ("a.PY", {}, "python3"),
        ("lz77-torch.py", {"languages": {"lz77-torch.py": "python3-torch"}}, "python3-torch"),
        ("a.rs", {"languages": ["a.rs"]}, "rust"),
        ("a.txt", {}, None),
    ],
)
def test_the_language_is_told_by_the_file(name: str, notes: dict[str, object], language: str | None) -> None:
    assert language_of(Path(name), notes) == language
