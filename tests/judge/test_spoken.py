"""Each language that this machine can run is tried with a small codec; what fails is told and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge import selftest, spoken
from judge.codec import Codec
from judge.languages import LANGUAGES
from judge.languages.toolchains import available, prepare
from judge.learner import Learner
from judge.sandbox import Limits, Outcome, Sandbox, Status
from judge.selftest import Attack
from judge.spoken import Spoken, hello, speak


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_whose_toolchain_is_here_passes(sandbox: None, language: str) -> None:
    if language not in available():
        pytest.skip("its toolchain is not on this machine")
    tried = speak(language)
    assert tried.ok, tried.why
    assert tried.version


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_small_codec(language: str) -> None:
    assert b"compress" in hello(language).read_bytes().lower()


def test_a_codec_that_loses_bytes_leaves_its_language_out(
    sandbox: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hello.py").write_text("def compress(data): return b''\ndef decompress(blob): return blob")
    monkeypatch.setattr(spoken, "_HELLO", tmp_path)
    tried = speak("python3")
    assert (tried.ok, tried.why) == (False, "WA 856 bytes came back as 0 bytes that differ")


def test_a_missing_toolchain_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("judge.languages.java.toolchain", lambda: None)
    assert speak("java").why == "there is no toolchain for Java on this machine"


def test_the_closing_line_counts_programs_and_languages() -> None:
    attacks = [Attack("a", "tries", held, "how", 0.1) for held in (True, False)]
    line = selftest.closing_line(attacks, [Spoken("c", True), Spoken("go", False, why="CE no\nmore")])
    assert line == "1 of 2 hostile programs held, 1 of 2 languages passed their self-test"


def test_the_table_says_why_a_language_is_left_out() -> None:
    table = selftest.language_table([Spoken("c", True, "gcc 12"), Spoken("go", False, why="CE no\nmore")])
    assert [line.split() for line in table.splitlines()] == [
        ["speaks", "c", "gcc", "12"],
        ["SILENT", "go", "CE", "no"],
    ]


class _Heart:
    def __init__(self) -> None:
        self.said: dict[str, object] = {"languages": ["python3"], "language_report": []}
        self.trying: list[object] = []

    def says(self, **fields: object) -> None:
        self.said |= fields
        self.trying.append(fields.get("trying"))


def test_a_judge_learns_of_further_languages_beside_its_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "told.py").write_text(
        'print(\'{"trying": ["c", "go", "rust"]}\\n{"name": "c", "ok": true}\')\n'
        'print(\'{"name": "go", "ok": false, "why": "no"}\')'
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    heart, found = _Heart(), list[str]()
    learner = Learner(heart, found.append, "told")
    learner.start()
    learner.wait()
    assert found == heart.said["languages"][1:] == ["c"]  # type: ignore[index]
    assert [row["name"] for row in heart.said["language_report"]] == ["c", "go"]  # type: ignore[attr-defined]


def test_a_judge_says_which_languages_it_still_tries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = ['{"trying": ["c", "go"]}', '{"name": "c", "ok": true}', '{"name": "go", "ok": false}']
    (tmp_path / "told.py").write_text("".join(f"print({line!r})\n" for line in lines))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    heart = _Heart()
    learner = Learner(heart, lambda name: None, "told")
    learner.start()
    learner.wait()
    before, *then = heart.trying
    assert before == [name for name in LANGUAGES if name != "python3"]
    assert then == [["c", "go"], ["go"], [], []]


def _called(language: str, source: str, data: bytes = b"x") -> Outcome:
    prepared = prepare(language, source.encode())
    with Sandbox.start(prepared.runtime, Limits()) as box:
        loaded = box.load(prepared.code, ["compress"])
        return box.call("compress", data) if loaded.ok else loaded


def _needs(language: str) -> None:
    if language not in available():
        pytest.skip("its toolchain is not on this machine")


ESCAPES = [
    "data.constructor.constructor('return process')()",
    "(() => {}).constructor('return require')()",
    "require('zlib')",
    "new CompressionStream('gzip')",
    "new Worker('x')",
]


@pytest.mark.parametrize("expression", ESCAPES)
def test_javascript_reaches_nothing_of_node(sandbox: None, expression: str) -> None:
    _needs("javascript")
    outcome = _called("javascript", f"exports.compress = (data) => {{ {expression}; return data; }}")
    assert outcome.status is Status.ERROR
    assert "is not defined" in outcome.text


def test_javascript_is_given_no_object_of_the_realm_of_node(sandbox: None) -> None:
    """The list of arguments is made by whoever calls, and by its constructor a realm could be entered."""
    _needs("javascript")
    source = """
        exports.compress = new Proxy(function () {}, { apply(target, self, given) {
            const outside = given.constructor.constructor("return typeof Buffer + typeof fetch")();
            return Uint8Array.from(outside, (letter) => letter.charCodeAt(0));
        } });
    """
    assert _called("javascript", source).output == b"undefinedundefined"


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('new ProcessBuilder("/java/bin/java").start(); return data;', "Operation not permitted"),
        ('return java.nio.file.Files.readAllBytes(java.nio.file.Path.of("/etc/passwd"));', "NoSuchFile"),
        ('new java.net.Socket("127.0.0.1", 80); return data;', "UnsatisfiedLinkError"),
        (
            "var d = new java.util.zip.Deflater(); d.setInput(data); d.finish();"
            "byte[] o = new byte[99]; return java.util.Arrays.copyOf(o, d.deflate(o));",
            "Deflater",
        ),
    ],
)
def test_java_reaches_nothing_and_has_no_codec(sandbox: None, body: str, complaint: str) -> None:
    _needs("java")
    source = f"class Codec {{ static byte[] compress(byte[] data) throws Exception {{ {body} }} }}"
    outcome = _called("java", source)
    assert outcome.status is Status.ERROR
    assert complaint in outcome.text


def test_a_heap_ends_within_the_limit_on_memory(sandbox: None) -> None:
    _needs("java")
    source = "class Codec { static byte[] compress(byte[] data) { return new byte[600 << 20]; } }"
    assert _called("java", source).status is Status.MEMORY


def test_an_accelerated_codec_is_warm_when_it_is_opened(sandbox: None) -> None:
    _needs("python3-scientific")
    source = b"done = []\ndef warmup(): done.append(b'warm')\ndef compress(data): return done[0]\ndecompress = compress"
    prepared = prepare("python3-scientific", source)
    with Codec(source, prepared.runtime, Limits(), language="python3-scientific").loaded() as box:
        assert box.call("compress", b"").output == b"warm"
