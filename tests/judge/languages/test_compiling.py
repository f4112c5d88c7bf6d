"""Compilers in their sandbox: bombs end, nothing of the host gets in, messages are of use."""

import ctypes
from dataclasses import replace

import pytest

from judge.build import build
from judge.codec import Codec, Failed
from judge.languages import compiling, elf, gcc, toolchains
from judge.sandbox import Limits
from judge.sandbox.limits import MIB
from judge.scoring import charge_bytes
from tests.judge.languages.test_native import HEAD, HELLO

C = f"{HEAD}return 0; }}\n"
GO = "package submission\n%s\nfunc Compress(a []byte) []byte { return a }\nfunc Decompress(a []byte) []byte { return a }\n"
RUST = "pub fn compress(a: &[u8]) -> Vec<u8> { a.to_vec() }\npub use compress as decompress;\n"


def complaint(language: str, source: str) -> str:
    if language not in toolchains.available():
        pytest.skip(f"there is no toolchain for {language}")
    codec = Codec(source.encode(), toolchains.runtime_of(language), Limits(), language=language)
    with pytest.raises(Failed) as failed:
        build(codec, 256 * 1024)
    assert failed.value.verdict == "CE"
    return failed.value.text


@pytest.mark.parametrize(
    ("language", "source", "words"),
    [
        ("c", "int x = ;\n" + C, "submission.c:1:9: error"),
        ("c", "long compress(void) { return 0; }\n", "conflicting types"),
        ("c", "int main(void) { return 0; }\n" + C, "multiple definition of `main'"),
        ("cpp", "// nothing\nint x;\n", "undefined reference to `compress'"),
        ("rust", "pub fn compress(a: &[u8]) -> Vec<u8> { a }\n", "submission.rs:1:"),
        ("rust", "fn compress() {}\n", "compress"),
        ("go", GO % 'var x int = "a"', "submission.go:2:13"),
        ("go", "package submission\n", "undefined: submission.Compress"),
        ("java", "class Other {}\n", "the file has no class Codec"),
    ],
)
def test_mistakes_are_told(language: str, source: str, words: str) -> None:
    assert words in complaint(language, source)


@pytest.mark.parametrize(
    ("language", "source", "form"),
    [
        ("c", "int x;\n", "long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap)"),
        ("cpp", "int x;\n", "long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap)"),
        ("go", "package submission\n", "func Decompress(in []byte) []byte"),
        (
            "rust",
            "pub fn compress(a: &[u8]) -> u8 { a[0] }\npub use compress as decompress;\n",
            "pub fn decompress(input: &[u8]) -> Vec<u8>",
        ),
    ],
)
def test_a_missing_function_is_told_by_what_was_expected(language: str, source: str, form: str) -> None:
    first, _, said = complaint(language, source).partition("this is what the compiler says")
    assert first.startswith("expected the two functions compress and decompress in this form:")
    assert form in first
    assert "loop" in said


@pytest.mark.parametrize("size", ["1 << 28", "130000000"])
def test_files_that_are_too_large_are_told_by_the_limit(size: str) -> None:
    """The first by the assembler, the second by the linker."""
    words = complaint("c", f"char large[{size}] = {{1}};\n{C}")
    assert words.startswith("the compiler's files do not fit into 192 MiB, of which the program may have 32")
    assert "compute large tables at run time" in words


def test_a_go_package_may_have_any_name() -> None:
    codec = Codec(
        GO.replace("submission", "main").encode() % b"", toolchains.runtime_of("go"), Limits(), language="go"
    )
    assert build(codec, 256 * 1024).code.startswith(b"\x7fELF")


def test_lines_are_those_of_the_author() -> None:
    assert "submission.c:6:9: error" in complaint("c", "/* one\n\n\n four */\n\nint x = ;\n" + C)


@pytest.mark.parametrize(
    ("language", "source", "words"),
    [
        ("c", '#include "submission.c"\n', "nested depth"),
        ("c", '#include "/etc/passwd"\n', "No such file"),
        ("c", '__asm__(".incbin \\"/etc/passwd\\"");\n' + C, "incbin"),
        ("c", '__asm__(".include \\"/etc/passwd\\"");\n' + C, "can't open"),
        ("c", "#include <zlib.h>\n", "No such file"),
        ("c", "int deflate();\n" + HEAD + "return deflate(); }\n", "undefined reference"),
        ("c", "char large[1 << 30] = {1};\n" + C, ""),
        ("cpp", "template <int n> struct a { a<n + 1> b; };\na<0> c;\n", "template instantiation depth"),
        (
            "cpp",
            "constexpr long f(long n) { long s = 0; for (;;) s += n; return s; }\nconstexpr long x = f(1);\n",
            "constexpr",
        ),
        ("cpp", "".join(f"#define A{n + 1} " + f"A{n} " * 16 + "\n" for n in range(8)) + "int x = A8;\n", ""),
        (
            "rust",
            RUST + 'const A: &[u8] = include_bytes!("/etc/passwd");\n',
            "submission.rs:3: include_bytes",
        ),
        (
            "rust",
            RUST + 'std::arch::global_asm!(".incbin \\"/etc/passwd\\"");\n',
            "global_asm is not available",
        ),
        ("rust", "macro_rules! a { ($($x:tt)*) => { a!($($x)* c); } }\na!(b);\n", "recursion limit"),
        ("go", GO % 'import "compress/flate"\nvar _ = flate.NewReader', "could not import"),
        ("go", GO % 'import "C"', ""),
        ("go", GO % 'import _ "embed"\n//go:embed /etc/passwd\nvar x string', "could not import"),
        ("go", GO % "func f()", "missing function body"),
    ],
)
def test_bombs_and_burglars_are_refused(
    language: str, source: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The sooner a bomb fills it, the better.
    monkeypatch.setattr(compiling, "_LIMITS", replace(compiling._LIMITS, memory=384 * MIB))
    told = complaint(language, source)
    assert words in told
    assert "root:" not in told


def test_only_what_is_compiled_is_charged() -> None:
    source = (HELLO / "hello.c").read_bytes()
    codec = Codec(source, toolchains.runtime_of("c"), Limits(), language="c")
    built = build(codec, 256 * 1024)
    again = build(Codec(b"/* more */" + source, codec.runtime, Limits(), language="c"), 256 * 1024)
    assert 0 < built.charge_bytes == again.charge_bytes < charge_bytes(source)
    assert built.code == again.code


def test_a_program_is_made_once() -> None:
    source = C.replace("return 0", "return 1 - 1").encode()
    codec = Codec(source, toolchains.runtime_of("c"), Limits(), language="c")
    assert codec.made() is codec.made()


def test_memory_that_is_written_and_executed_is_refused() -> None:
    section = '__asm__(".section .both,\\"awx\\"\\n.byte 1\\n.text");\n'
    assert "both written and executed" in complaint("c", section + C)


def test_what_is_no_program_is_refused() -> None:
    assert elf.complaint(b"") == elf.complaint(b"\x7fELF") == "the compiler made no program"
    assert elf.complaint(b"\x7fELF\x02" + bytes(200))


@pytest.mark.parametrize(
    ("name", "bound"), [("libz.so.1", "compressBound"), ("libzstd.so.1", "ZSTD_compressBound")]
)
def test_the_compilers_own_libraries_hold_no_codec(name: str, bound: str) -> None:
    for library in gcc.open_gcc().root.rglob(name):
        assert ctypes.CDLL(str(library))[bound](1000) == 0
