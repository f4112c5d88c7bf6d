"""The programming languages of submissions: what they are called and which are compared with which.

Pure data, for whoever only reads packages. What a language needs of the machine, and how a source becomes
something that runs, is in the file of its name.
"""

from __future__ import annotations

from dataclasses import dataclass

INTERPRETED, ACCELERATED, COMPILED = "interpreted", "accelerated", "compiled"
SPEED_CLASSES = (INTERPRETED, ACCELERATED, COMPILED)


@dataclass(frozen=True)
class Language:
    """``name`` as in Kattis packages where it exists there; ``suffix`` of its files in a package's
    submissions; ``speed_class``: speeds are compared, and listed, within one class only; ``form``: how
    compress is declared, where a compiler complains of the judge's own program if it is not."""

    name: str
    title: str
    suffix: str
    speed_class: str
    form: str = ""

    @property
    def hello(self) -> str:
        """The name of its small codec, in the folder ``hello``."""
        variant = self.name.partition("-")[2]
        return f"hello-{variant}{self.suffix}" if variant else f"hello{self.suffix}"


_IN_C = "long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap)"
LANGUAGES = {
    language.name: language
    for language in (
        Language("python3", "Python 3", ".py", INTERPRETED),
        Language("python3-scientific", "Python 3 with NumPy and Numba", ".py", ACCELERATED),
        Language("python3-torch", "Python 3 with PyTorch", ".py", ACCELERATED),
        Language("c", "C", ".c", COMPILED, _IN_C),
        Language("cpp", "C++", ".cpp", COMPILED, _IN_C),
        Language("rust", "Rust", ".rs", COMPILED, "pub fn compress(input: &[u8]) -> Vec<u8>"),
        Language("go", "Go", ".go", COMPILED, "func Compress(in []byte) []byte"),
        Language("java", "Java", ".java", COMPILED),
        Language("javascript", "JavaScript", ".js", COMPILED),
    )
}
