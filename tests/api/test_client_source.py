"""The client's source: the standard library of Python 3.9 alone, every sentence in both languages."""

import ast
import sys
import zipfile
from io import BytesIO

import pytest

from api.bundle import CLIENT, bundle
from api.client.texts import CHINESE

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
