"""What reads an uploaded package: its zip, its YAML, its texts."""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from html.parser import HTMLParser
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from config.bootstrap.places import ROOT
from judge.errors import PackageError
from judge.package import canonical_zip, read_zip
from judge.package.archive import MAX_FILE_BYTES, MAX_FILES, MAX_PATH, files_of_zip
from judge.package.located import load_yaml
from judge.package.model import Package
from tests.judge.fuzz.changing import JSON, changed_bytes, changed_json
from tests.judge.fuzz.fuzzing import MIB, Target
from tests.small_package import package_files, problem
from texts import allowed, render

FILES = package_files()
SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
GOOD = ("problem.yaml", "a/problem.yaml", "data/sample/x", *(f"b/{number}" for number in range(20)))
BAD = ("../x", "/x", "a//b", "a\\b", "c:x", "ü", "a" * 300)
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
BOMB = bytes(MIB)


@st.composite
def zips(draw: DrawFn) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # Twice the same name.
        for name in draw(st.lists(st.sampled_from((*GOOD * 3, *BAD)), min_size=1, max_size=3)):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = draw(st.sampled_from((*METHODS[:2] * 8, *METHODS)))
            entry.external_attr = draw(st.sampled_from((*[0o644 << 16] * 8, 0o120777 << 16, 0)))
            archive.writestr(entry, draw(st.binary(max_size=40) | st.just(BOMB)))
    return buffer.getvalue()


def bomb(method: int, size: int) -> bytes:
    """A zip whose one file unpacks to ``size`` zeros while its entry says that it holds few."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("problem.yaml", bytes(size))
    real, said = size.to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    return buffer.getvalue().replace(real, said)


BOMBS = [bomb(method, 600 * MIB) for method in METHODS[1:]]
ZIP_PIECES = (
    b"PK\x01\x02",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"\xff\xff\xff\xff",
    b"\0\0",
    b"\x0e\0",
    b"\x63\0",
)


def said(refused: PackageError) -> bool:
    """A refusal names what is wrong, and where."""
    assert refused.findings
    assert all(finding.message and finding.file for finding in refused.findings)
    return False


def check_zip(data: bytes) -> bool:
    try:
        files = files_of_zip(data)
    except PackageError as refused:
        return said(refused)
    assert len(files) <= MAX_FILES
    assert all(SAFE.fullmatch(name) and len(name) <= MAX_PATH for name in files)
    assert all(len(text) <= MAX_FILE_BYTES for text in files.values())
    assert canonical_zip(files_of_zip(canonical_zip(files))) == canonical_zip(files)
    return True


def with_yaml(data: bytes) -> dict[str, bytes]:
    return FILES | {"problem.yaml": data}


def with_expectations(data: bytes) -> dict[str, bytes]:
    return FILES | {"submissions/submissions.yaml": data}


def dumped(value: Any) -> bytes:
    return json.dumps(value).encode()


# What may stand in a submissions.yaml.
LIKELY = st.sampled_from(
    (["AC"], ["WA", "AC"], 80, [0, 100], None, "AC", ["?"], [9, 1], {"permitted": ["WA"]})
)
# What may stand in a problem.yaml, if mostly elsewhere.
CLOSE = st.sampled_from(
    ("same.py", "python3", "python", "words", "small", True, False, 1, 64, 0.5, 32768)
) | st.text("abc _-", max_size=4)
EXPECTATIONS = [
    {"accepted/*.py": {"permitted": ["AC"], "score": [70, 90]}},
    {"accepted/reference.py": {"required": ["AC", "WA"], "score": 80}, "*": {"permitted": ["SV"]}},
]
YAML_PIECES = (
    *(b"? [1]\n: 2\n", b"2026-13-45", b"0b", b"1:99:99", b"9" * 5000, b"!!python/name:os", b"!!binary x"),
    *(
        b"&a [*a]",
        b"<<: 5\n",
        b"<<: {a: b}\n",
        b"[" * 3000,
        b"\t",
        b"\xff",
        b".nan",
        b"%YAML 9.9\n---\n",
        b"\n---\n",
    ),
    *(b"!!float x", b"!!int x", b"=", b"null", b"~", b"- " * 400, b"\xe2\x80\xa8", b"\x85"),
)


def check_package(files: dict[str, bytes]) -> bool:
    try:
        package = read_zip(canonical_zip(files))
    except PackageError as refused:
        return said(refused)
    use(package)
    return True


def use(package: Package) -> None:
    """A package that was taken can be used: nothing it lacks was let through."""
    for language in ("en", "zh-Hans"):
        assert package.name(language)
        assert all(isinstance(family.title(language), str) for family in package.families)
        assert package.text("statement", language)
        assert package.text("editorial", language)
    assert all(package.starter(language) for language in package.languages)
    assert all(package.reference_source(name) for name in package.references)
    assert package.scored_families
    assert package.limits.memory_bytes >= 64 * MIB
    assert all(0 <= weight <= 1 for weight in (package.weights.ratio, package.weights.compress))
    assert package.samples()
    assert package.submissions()


def check_yaml(data: bytes) -> bool:
    document, findings = load_yaml("problem.yaml", data)
    assert all(finding.message for finding in findings)
    assert all(line >= 1 for line in document.lines.values())
    document.line("a", "b")
    return not findings


TEXTS = [
    (ROOT / "problems/packages/lz77/statement/problem.en.md").read_bytes()[:3_000],
    b"## A\n\n- one\n- two\n\n| a | b |\n|:-:|--:|\n| 1 | `2` |\n\n```python\nx = 1\n```\n\n$$a^2 \\frac{1}{2}$$\n",
]
TEXT_PIECES = (
    *(
        b"<script>alert(1)</script>",
        b"<img src=x onerror=y>",
        b"[a](javascript:alert(1))",
        b"&lt;b&gt;",
        b"<!--",
    ),
    *(
        b"```html\n<b>\n",
        b"~~~ \xe2\x80\xae\n",
        b"$",
        b"$$",
        b"\\frac{",
        b"{" * 300,
        b"> " * 300,
        b"- " * 300,
    ),
    *(
        b"*" * 400,
        b"[" * 400,
        b"![](x)",
        b"<a style='x' href='data:x'>",
        b"\\text{<b>}",
        b"| " * 200,
        b"\0",
        b"`" * 301,
    ),
    *(
        b"\n\n",
        b"#" * 9 + b" x\n",
        b"\\begin{matrix}a&b\\\\\n",
        b"\\href{javascript:x}{y}",
        b"\\class{x}{y}",
        b"^_^_",
    ),
)


# What a browser takes for a scheme, once it has dropped blanks and controls.
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class Page(HTMLParser):
    """Holds every tag and attribute against what is allowed."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in allowed.TAGS, tag
        for name, value in attributes:
            assert name in allowed.ATTRIBUTES.get(tag, set()) | {"rel"}, (tag, name)
            assert not name.startswith("on")
            scheme = SCHEME.match(re.sub(r"[\s\0-\x20]", "", value or ""))
            assert name != "href" or not scheme or scheme[1].lower() in allowed.URL_SCHEMES, value

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def check_markdown(data: bytes) -> bool:
    html = render.render.__wrapped__(data.decode(errors="replace"))
    page = Page()
    page.feed(html)
    page.close()
    return True


TARGETS = (
    Target(
        "zips",
        zips()
        | zips()
        | changed_bytes(zips(), pieces=ZIP_PIECES, most=1)
        | changed_bytes(st.just(canonical_zip(FILES)), pieces=ZIP_PIECES, most=1)
        | st.sampled_from(BOMBS),
        check_zip,
        share=0.5,
    ),
    Target(
        "YAML",
        st.just(FILES["problem.yaml"])
        | changed_bytes(st.just(dumped(problem("small", 1, "1"))), YAML_PIECES),
        check_yaml,
        share=0.1,
    ),
    Target(
        "problem.yaml",
        (
            changed_json([problem("small", 1, "1")], values=CLOSE, most=1).map(dumped)
            | changed_json([problem("small", 1, "1")], values=JSON, most=1).map(dumped)
            | changed_bytes(st.just(FILES["problem.yaml"]), YAML_PIECES, most=1)
        ).map(with_yaml),
        check_package,
        share=0.2,
        taken=8,
    ),
    Target(
        "submissions.yaml",
        (changed_json(EXPECTATIONS, most=1) | changed_json(EXPECTATIONS, values=LIKELY, most=1))
        .map(dumped)
        .map(with_expectations),
        check_package,
        share=0.1,
    ),
    Target(
        "Markdown",
        changed_bytes(st.sampled_from(TEXTS), TEXT_PIECES, most=4),
        check_markdown,
        share=0.1,
        refused=0,
    ),
)
