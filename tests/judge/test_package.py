"""The form of a package: every complaint has a file and a line."""

from collections.abc import Callable

import pytest

from judge.errors import PackageError
from judge.package import Finding, Package, read_folder
from judge.package.located import load_yaml
from tests.judge.conftest import EXAMPLE

PROBLEM = (EXAMPLE / "problem.yaml").read_text()
Change = Callable[..., Package]


def findings(change: Change, files: dict[str, str | None]) -> tuple[Finding, ...]:
    with pytest.raises(PackageError) as raised:
        change(files)
    return raised.value.findings


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(PROBLEM.splitlines(), 1) if text in line)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("type: scoring", "type: pass-fail", "value"),
        ("  slug: any-codec", "  slug: Any_Codec", "value"),
        ("  runtime: python-codecs", "  runtime: ruby", "value"),
        ("  slice_bytes: 32768", "  slice_bytes: lots", "form"),
        ("  measure_cpu_seconds: 10", "  measure_cpu_seconds: 0", "value"),
        ("  memory: 256", "  memory: 1", "value"),
        ("languages: [python3]", "languages: [fortran]", "value"),
        ("uuid: 0f1d3c0e-5f0c-4c0b-9a52-6f9a3b1f7c21", "uuid: none", "value"),
        ("      generator: logs.py", "      generator: missing.py", "file"),
        ("    interpreted: submissions/accepted/reference.py", "    interpreted: nowhere.py", "file"),
        ("license: mit", "licence: mit", "key"),
    ],
)
def test_a_wrong_value_is_found_on_its_line(changed_package: Change, old: str, new: str, rule: str) -> None:
    found = findings(changed_package, {"problem.yaml": PROBLEM.replace(old, new)})
    assert ("problem.yaml", line_of(old.strip()), rule) in [(f.file, f.line, f.rule) for f in found]


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("a: 1\nb: [\n", 3, "yaml"),
        ("a: 1\nb: 2\na: 3\n", 3, "key"),
        ("a: &x 1\nb: *x\n", None, "yaml"),
        ("a: 1\n\tb: 2\n", 2, "yaml"),
        ("a:\n  b: 1\n  b: 2\n", 3, "key"),
    ],
)
def test_broken_yaml_is_found_on_its_line(text: str, line: int | None, rule: str) -> None:
    _, found = load_yaml("problem.yaml", text.encode())
    assert [(finding.line, finding.rule) for finding in found] == [(line, rule)]


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe",
        b"a: " + b"[" * 3000,
        b"a" * 70_000,
        b"a: 2026-13-45",
        b"a: !!int x",
        b"a: " + b"9" * 5000,
        b"? [1]\n: 2",
    ],
    ids=["no UTF-8", "deep", "long", "no date", "no number", "no number of this world", "no name"],
)
def test_hostile_yaml_is_a_finding(data: bytes) -> None:
    document, found = load_yaml("problem.yaml", data)
    assert document.value is None
    assert len(found) == 1


def test_a_source_in_another_encoding_is_found_on_its_line(changed_package: Change, tmp_path: object) -> None:
    changed_package({})
    path = tmp_path / "package/starter/python3.py"  # type: ignore[operator]
    path.write_bytes(b"# one\n# \xe9\n")
    with pytest.raises(PackageError, match=r"starter/python3\.py:2: error \[encoding\]"):
        read_folder(tmp_path / "package")  # type: ignore[operator]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("name:\n", "name: {}\nkeywords2:\n", "name: a text in en is missing"),
        ("memory: 256", "memory: " + "9" * 400, "limits.memory: expected a number"),
    ],
)
def test_a_value_that_is_none_is_found(changed_package: Change, old: str, new: str, complaint: str) -> None:
    text = (EXAMPLE / "problem.yaml").read_text()
    assert old in text
    found = findings(changed_package, {"problem.yaml": text.replace(old, new, 1)})
    assert any(finding.message.startswith(complaint) for finding in found)


def test_a_family_whose_name_is_a_number_is_found(changed_package: Change) -> None:
    text = (EXAMPLE / "problem.yaml").read_text().replace("    logs:", "    7:")
    found = findings(changed_package, {"problem.yaml": text})
    assert ("key", "lossless.families.7: expected a name, found 7") in [(f.rule, f.message) for f in found]


def test_a_submission_without_an_expectation_is_found(changed_package: Change) -> None:
    (found,) = findings(changed_package, {"submissions/odd/some.py": "pass\n"})
    assert (found.file, found.rule) == ("submissions/odd/some.py", "expectation")


SCORES = [f"permitted: [AC]\n  score: {said}" for said in ("much", "[9, 1]", ".nan", "[1]", "1" * 400)]


@pytest.mark.parametrize(
    "rule",
    [
        "permitted: [OK]",
        "permitted: AC",
        "permitted: [[AC]]",
        "allowed: [AC]",
        *SCORES,
    ],
)
def test_a_wrong_expectation_is_found_on_its_line(changed_package: Change, rule: str) -> None:
    rules = f"# about\naccepted/*:\n  {rule}\n"
    found = findings(changed_package, {"submissions/submissions.yaml": rules})
    assert ("submissions/submissions.yaml", 2) in [(finding.file, finding.line) for finding in found]


def test_a_missing_statement_is_found(changed_package: Change) -> None:
    found = findings(changed_package, {"statement/problem.en.md": None, "statement/problem.zh-Hans.md": None})
    assert [(finding.file, finding.rule) for finding in found] == [("statement/problem.en.md", "file")]


def test_the_digest_changes_with_any_file(any_codec: Package, changed_package: Change) -> None:
    assert changed_package({"starter/python3.py": "pass\n"}).digest != any_codec.digest


def test_texts_fall_back_to_the_other_language(changed_package: Change) -> None:
    package = changed_package({"statement/problem.zh-Hans.md": None})
    text = package.text("statement", "zh-Hans")
    assert text is not None
    assert text[1] == "en"
    assert package.text("editorial", "en") is None
