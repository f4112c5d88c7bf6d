"""Java does not get at the machine below it."""

from dataclasses import replace

import pytest

from judge.build import build
from judge.codec import COMPRESS, Codec
from judge.languages import toolchains
from judge.sandbox import Limits

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


def test_private_parts_of_the_library_are_closed() -> None:
    if "java" not in toolchains.available():
        pytest.skip("there is no Java")
    limits = Limits()
    made = Codec(OPEN, toolchains.runtime_of("java", limits=limits), limits, language="java")
    made = replace(made, source=build(made, 256 * 1024).code)
    with made.loaded() as sandbox:
        assert made.call(sandbox, COMPRESS, b"", 1.0, 100).output == b""
