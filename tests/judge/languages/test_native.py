"""Compiled submissions: what becomes of them inside, and what they cannot do there."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from judge.build import build
from judge.codec import COMPRESS, DECOMPRESS, Codec, Failed
from judge.languages import LANGUAGES, rust, toolchains
from judge.runtimes import hollow
from judge.sandbox import Limits, Outcome
from judge.sandbox.limits import MIB

HELLO = Path(toolchains.__file__).parent / "hello"
NATIVE = ("c", "cpp", "rust", "go")
LIMITS = Limits(cpu=2.0, memory=96 * MIB, output=4 * MIB)
HEAD = """
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <fcntl.h>
int execveat(int, const char *, char *const *, char *const *, int);
long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) { memcpy(out, in, n); return n; }
long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
"""


def codec(language: str, source: bytes) -> Codec:
    if language not in toolchains.available():
        pytest.skip(f"there is no toolchain for {language}")
    found = Codec(source, toolchains.runtime_of(language), LIMITS, language=language)
    return replace(found, source=build(found, 256 * 1024).code)


def called(body: str, data: bytes = b"abc") -> Outcome:
    """What compress with this body answers. Raises Failed."""
    made = codec("c", f"{HEAD}{body}\n}}\n".encode())
    with made.loaded() as sandbox:
        return made.call(sandbox, COMPRESS, data, 1.0, 1000)


def failure(body: str) -> tuple[str, str]:
    with pytest.raises(Failed) as failed:
        called(body)
    return failed.value.verdict, failed.value.text


@pytest.mark.parametrize("language", NATIVE)
def test_every_language_says_hello(language: str) -> None:
    made = codec(language, (HELLO / f"hello{LANGUAGES[language].suffix}").read_bytes())
    data = [b"", b"a", bytes(70_000), bytes(range(256)) * 9, random.Random(1).randbytes(5000)]
    with made.loaded() as packing, made.loaded() as unpacking:
        for given in data:
            blob = made.call(packing, COMPRESS, given, 2.0, 2 * MIB).output
            assert made.call(unpacking, DECOMPRESS, blob, 2.0, 2 * MIB).output == given
    assert len(blob) <= 5001


def test_the_room_is_the_limit_of_the_output() -> None:
    assert called('return sprintf((char *)out, "%zu %zu", n, cap);').output == b"3 1000"


@pytest.mark.parametrize(
    ("body", "verdict", "words"),
    [
        ("return -7;", "RTE", "compress returned -7; expected 0 to 1000"),
        ("return cap + 1;", "RTE", "compress returned 1001"),
        ("exit(0);", "RTE", ""),
        ('fputs("last words", stderr); abort();', "RTE", "last words"),
        ("return *(volatile char *)0;", "RTE", ""),
        (
            "volatile char deep[32 << 20]; for (long i = 32 << 20; i--;) deep[i] = 1; return deep[n];",
            "RTE",
            "",
        ),
        ("for (;;) ;", "TLE", ""),
        ("for (;;) memset(malloc(1 << 20), 1, 1 << 20);", "MLE", ""),
        ('for (;;) puts("a line of text that nobody asked for");', "OLE", ""),
        ("return syscall(101, 0, 0, 0, 0);", "SV", ""),
    ],
)
def test_what_goes_wrong_has_its_verdict(body: str, verdict: str, words: str) -> None:
    got, text = failure(body)
    assert (got, words in text) == (verdict, True)


@pytest.mark.parametrize(
    "attempt",
    [
        "fork()",
        "vfork()",
        'memfd_create("code", 0)',
        'open("/judge/new", O_CREAT | O_WRONLY, 0600)',
        'open("/etc/passwd", O_RDONLY)',
        'execl("/judge/launch", "launch", NULL)',
        "(long)mmap(0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)",
        "mprotect((void *)((uintptr_t)out & -4096), 4096, PROT_READ | PROT_EXEC)",
    ],
)
def test_a_program_is_refused(attempt: str) -> None:
    assert called(f"out[0] = ({attempt}) < 0; return 1;").output == b"\1"


def test_becoming_the_launcher_again_gains_nothing() -> None:
    body = 'char *no[] = {0}; execveat(open("/judge/launch", O_RDONLY), "", no, no, 0x1000); return 0;'
    assert failure(body)[0] == "RTE"


def test_a_forged_answer_is_none() -> None:
    body = 'for (int pipe = 3; pipe < 4096; pipe++) if (write(pipe, "Oabcd\\0\\0\\0\\0\\0\\0\\0\\1x", 14)) {} return 0;'
    assert failure(body)[0] == "RTE"


def test_cpu_of_all_threads_is_counted() -> None:
    body = """
    extern int pthread_create(unsigned long *, void *, void *(*)(void *), void *);
    extern int pthread_join(unsigned long, void **);
    unsigned long thread;
    if (pthread_create(&thread, 0, burn, 0)) return -1;
    pthread_join(thread, 0);
    return 0;
    """
    burn = "void *burn(void *x) { for (volatile long i = 0; i < 150000000; i++) ; return x; }\n"
    made = codec("c", (burn + HEAD + body + "}\n").encode())
    with made.loaded() as sandbox:
        assert made.call(sandbox, COMPRESS, b"", 2.0, 10).cpu > 0.02


def test_an_exception_of_rust_is_told() -> None:
    source = b'pub fn compress(a: &[u8]) -> Vec<u8> { panic!("oh {}", a.len()) }\npub use compress as decompress;\n'
    made = codec("rust", source)
    with made.loaded() as sandbox, pytest.raises(Failed) as failed:
        made.call(sandbox, COMPRESS, b"abc", 1.0, 10)
    assert failed.value.verdict == "RTE"
    assert "oh 3" in failed.value.text


def test_go_makes_pipes_and_cannot_see_their_numbers() -> None:
    source = b"""package submission
import "syscall"
func Compress(in []byte) []byte {
    var ends [2]int
    var about syscall.Stat_t
    if syscall.Pipe(ends[:]) != nil { return []byte("no pipe") }
    if syscall.Fstat(ends[0], &about) == nil { return []byte("number") }
    return nil
}
func Decompress(in []byte) []byte { return in }
"""
    made = codec("go", source)
    with made.loaded() as sandbox:
        assert made.call(sandbox, COMPRESS, b"", 1.0, 100).output == b""


def test_the_codec_in_the_library_of_rust_has_no_code() -> None:
    codec("rust", (HELLO / "hello.rs").read_bytes())
    archives = [*rust._open().root.rglob("libminiz_oxide-*.rlib")]
    assert archives
    for archive in archives:
        before = archive.read_bytes()
        assert hollow.hollow_archive(archive) > 0
        assert archive.read_bytes() == before
