"""Java and JavaScript do not get at what they run on."""

from dataclasses import replace
from random import Random

import pytest

from judge import codec
from judge.build import build
from judge.codec import COMPRESS, Codec
from judge.gate import CpuLimits, pass_alone
from judge.languages import java, toolchains
from judge.sandbox import Limits
from judge.sandbox.pool import take

# By the private parts of this class any memory could be written to.
OPEN = b"""
final class Codec {
    static byte[] compress(byte[] data) throws Exception {
        try {
            Class.forName("java.io.ObjectStreamClass$FieldReflector").getDeclaredConstructors()[0].setAccessible(true);
        } catch (java.lang.reflect.InaccessibleObjectException closed) {
            return new byte[0];
        }
        return "open".getBytes();
    }

    static byte[] decompress(byte[] blob) {
        return blob;
    }
}
"""


# Each blob is as much longer as there were calls before.
COUNTING = b"""
final class Codec {
    private static int calls;

    static byte[] compress(byte[] data) {
        return java.util.Arrays.copyOf(data, data.length + ++calls);
    }

    static byte[] decompress(byte[] blob) {
        return blob.length < 3 ? new byte[0] : new byte[] {blob[0]};
    }
}
"""
SHOWN = b"""
exports.compress = () => {
  const refuse = () => { throw new Error("refused"); };
  const error = { stack: "thrown", [Symbol.for("nodejs.util.inspect.custom")]: () => "shown" };
  throw new Proxy(error, { getPrototypeOf: refuse, has: refuse, ownKeys: refuse });
};
exports.decompress = exports.compress;
"""


def _codec(language: str, source: bytes) -> Codec:
    if language not in toolchains.available():
        pytest.skip(f"there is no {language}")
    limits = Limits()
    made = Codec(source, toolchains.runtime_of(language, limits=limits), limits, language=language)
    return replace(made, source=build(made, 256 * 1024).code)


def test_private_parts_of_the_library_are_closed() -> None:
    made = _codec("java", OPEN)
    with made.loaded() as sandbox:
        assert made.call(sandbox, COMPRESS, b"", 1.0, 100).output == b""


@pytest.mark.parametrize(("version", "denied"), [(17, False), (23, False), (24, True), (25, True)])
def test_foreign_memory_is_for_the_loop_alone(version: int, denied: bool) -> None:
    flags = java.native_access(version)
    assert "--enable-native-access=loop" in flags
    assert ("--illegal-native-access=deny" in flags) is denied


def test_many_cases_of_java_share_two_sandboxes(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _codec("java", COUNTING)
    opened = []
    monkeypatch.setattr(codec, "take", lambda *given: opened.append(given) or take(*given))
    passed = pass_alone(made, [b"", b"a", b"b"], [CpuLimits(2, 2)] * 3, Random(1))
    assert passed
    assert [len(trip.blob) for trip in passed.trips] == [1, 3, 4]
    assert len(opened) == 2


def test_what_javascript_throws_cannot_say_how_it_is_shown() -> None:
    made = _codec("javascript", SHOWN)
    with made.loaded() as sandbox:
        assert [sandbox.call(COMPRESS, b"").text for _ in range(2)] == ["thrown"] * 2
