"""The Chinese catalogue: complete, current, and written by the rules of Chinese typography."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from config.bootstrap.places import ROOT
from config.translations import compile_catalogue

SOURCE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
CATALOGUE = polib.pofile(str(SOURCE))
COLLECT = ("-P", "-m", "django", "makemessages", "-l", "zh_Hans", "--no-location", "--no-wrap")
# Texts of packages come in files of their own; the client says its words without Django.
NOT_COLLECTED = shutil.ignore_patterns("packages", "__pycache__")

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w+\}|</?[a-z][^>]*>")
TAG = re.compile(r"<[^>]*>")
HALF_WIDTH = re.compile(rf"[{HAN}][,.;:?!()]|[,;?!(][{HAN}]|[,;?!](?:\s|$)")
NO_SPACE = re.compile(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def ids(entry: polib.POEntry) -> str:
    return entry.msgid[:40]


def sentences() -> Iterator[str]:
    for entry in CATALOGUE:
        yield from (TAG.sub("", sentence) for sentence in said(entry) if re.search(f"[{HAN}]", sentence))


def test_nothing_is_fuzzy_empty_or_obsolete() -> None:
    doubtful = [entry.msgid for entry in CATALOGUE if entry.fuzzy or entry.obsolete]
    assert doubtful == []
    assert [entry.msgid for entry in CATALOGUE if not all(map(str.strip, said(entry)))] == []


def test_chinese_has_one_plural_form() -> None:
    assert CATALOGUE.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert all(list(entry.msgstr_plural) == [0] for entry in CATALOGUE if entry.msgid_plural)


@pytest.mark.parametrize("entry", [each for each in CATALOGUE if PLACEHOLDER.search(each.msgid)], ids=ids)
def test_placeholders_and_tags_are_those_of_the_english(entry: polib.POEntry) -> None:
    wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    assert [sorted(PLACEHOLDER.findall(sentence)) for sentence in said(entry)] == [wanted]


def test_punctuation_beside_chinese_is_full_width() -> None:
    assert [sentence for sentence in sentences() if HALF_WIDTH.search(sentence)] == []


def test_a_space_parts_chinese_from_latin_letters_and_digits() -> None:
    assert [sentence for sentence in sentences() if NO_SPACE.search(sentence)] == []


def test_the_catalogue_compiles_and_speaks_chinese(tmp_path: Path) -> None:
    compiled = compile_catalogue(Path(shutil.copy(SOURCE, tmp_path)))
    with compiled.open("rb") as file:
        chinese = gettext.GNUTranslations(file)
    assert chinese.gettext("Problems") == "题目"
    assert chinese.ngettext("comment", "comments", 2) == "条评语"


@pytest.mark.usefixtures("xgettext")
def test_the_catalogue_holds_the_strings_of_the_code_and_no_others(tmp_path: Path) -> None:
    for folder in ("platform", "problems", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=NOT_COLLECTED)
    (tmp_path / "locale").mkdir()
    environment = {name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, *COLLECT], cwd=tmp_path, env=environment, check=True, capture_output=True)
    collected = polib.pofile(str(tmp_path / SOURCE.relative_to(ROOT)))
    assert {key(entry) for entry in collected} == {key(entry) for entry in CATALOGUE}
