"""The judge's sentences in the reader's language: all of them, with their values, and nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

import judge
from judge import build, trial
from judge.languages import compiling
from problems.judge_words import SENTENCES, VALUE, in_readers_language

JUDGE = Path(judge.__file__).parent
# Where findings and refusals of code are written, and which argument of which call is the sentence.
FILES = [
    *JUDGE.glob("package/*.py"),
    *(JUDGE / f"{name}.py" for name in ("verify", "data", "bundle", "build")),
]
PLACES = {"error": 3, "warning": 3, "note": 3, "complain": 2}
TABLES = (*build._WHY.values(), *compiling.TOO_MUCH.values(), trial.TOO_LONG)


def chinese(text: str) -> str:
    with override("zh-hans"):
        return in_readers_language(text)


def sentences(path: Path) -> Iterator[str]:
    """Each with 7 in place of its values; what is only passed on is left out."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = 1 if name == "Failed" else PLACES.get(name, len(node.args))
            if at < len(node.args) and isinstance(node.args[at], ast.Constant | ast.JoinedStr):
                yield as_text(node.args[at])


def as_text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)


ALL = sorted({*TABLES, *(text for path in FILES for text in sentences(path))} - {"7: 7"})


def test_there_are_sentences_to_be_known() -> None:
    assert len(ALL) > 60


@pytest.mark.parametrize("text", ALL)
def test_every_sentence_of_the_judge_is_known(text: str) -> None:
    assert chinese(text) != text
    assert in_readers_language(text) == text


@pytest.mark.parametrize("sentence", [each for each in SENTENCES if VALUE.search(each)])
def test_a_sentence_keeps_its_values(sentence: str) -> None:
    names = VALUE.findall(sentence)
    said = chinese(VALUE.sub(lambda value: f"<{value[1]}>", sentence))
    assert sorted(VALUE.findall(said.replace("<", "{").replace(">", "}"))) == sorted(names)


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("limits.memory: expected 64 to 4096, found 9", "limits.memory：应在 64 到 4096 之间，实为 9"),
        ("name: expected a mapping, found nothing", "name：应为映射，实为空"),
        ("the reference gets RTE on dna: KeyError: 7", "参考解在 dna 上得到 RTE：KeyError: 7"),
        ("line 2: the code holds a zero character; remove it, or write it as \\0", "第 2 行"),
    ],
)
def test_what_it_is_about_and_what_others_say_stay(english: str, expected: str) -> None:
    assert chinese(english).startswith(expected)


@pytest.mark.parametrize("text", ["SyntaxError: invalid syntax", "", "x: " * 5000, "{7}" * 5000])
def test_what_is_not_known_stays_as_it_is(text: str) -> None:
    assert chinese(text) == text


def test_what_a_compiler_misses_is_said_before_its_own_words() -> None:
    said = chinese(build._EXPECTED.format("long compress()", "long decompress()", "ld: no\nsuch thing"))
    assert "    long decompress()\n" in said
    assert said.endswith("ld: no\nsuch thing")
    assert not said.startswith("expected")
