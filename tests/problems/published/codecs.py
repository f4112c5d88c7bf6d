"""Codecs that others published, each made into one file of source as a submission is.

A submission cannot import what is not in its sandbox, so the published modules go into the file as they were
installed, and a wrapper of at most ten lines calls them.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution

LOADER = """\
import sys, types


def load(name, source):
    for path in (name.rpartition(".")[0], name):
        if path and path not in sys.modules:
            sys.modules[path] = types.ModuleType(path)
            sys.modules[path].__path__ = []
    module, (parent, _, last) = sys.modules[name], name.rpartition(".")
    module.__package__ = name if source[0] == "package" else parent
    exec(compile(source[1], name, "exec"), module.__dict__)
    if parent:
        setattr(sys.modules[parent], last, module)


for name, *source in SOURCES:
    load(name, source)
"""


@dataclass(frozen=True)
class Published:
    """``modules`` in the order in which they need each other; ``wrapper`` defines compress and decompress."""

    name: str
    modules: tuple[str, ...]
    wrapper: str

    def is_installed(self) -> bool:
        try:
            distribution(self.name)
        except PackageNotFoundError:
            return False
        return True

    def source(self, *, sized: bool = False) -> bytes:
        """The submission; ``sized``: for a codec that is told how many parameters it may have."""
        parts = [(module, *self._installed(module)) for module in self.modules]
        return f"SOURCES = {parts!r}\n{LOADER}\n\n{self.wrapper}{SIZED if sized else ''}".encode()

    def _installed(self, module: str) -> tuple[str, str]:
        for kind, suffix in (("module", ".py"), ("package", "/__init__.py")):
            path = distribution(self.name).locate_file(module.replace(".", "/") + suffix)
            if path.is_file():
                return kind, path.read_text(encoding="utf-8")
        raise FileNotFoundError(f"{self.name}: no module {module}")


PLAIN = "from {0} import compress, decompress\n"

LZNT1 = Published("lznt1", ("lznt1",), PLAIN.format("lznt1"))
SNAPPY = Published(
    "python-snappy-pure",
    ("python_snappy.exceptions", "python_snappy.snappy", "python_snappy"),
    PLAIN.format("python_snappy"),
)
OTHER_SNAPPY = Published(
    "py-snappy",
    ("py_snappy.constants", "py_snappy.exceptions", "py_snappy.main", "py_snappy"),
    PLAIN.format("py_snappy"),
)
DEFLATE_LIKE = Published(
    "rahmatov-compressor",
    tuple(f"compressor.{name}" for name in ("models", "integers", "bits", "huffman", "lz77", "sdeflate")),
    """\
from compressor import sdeflate
from compressor.models import LZ77Config


def compress(data):
    return sdeflate.compress(data, LZ77Config())


decompress = sdeflate.decompress
""",
)
LZ77 = Published(
    "simple-compression",
    ("simple_compression.algorithms.lz77",),
    """\
from simple_compression.algorithms.lz77 import LZ77


def compress(data):
    return bytes(LZ77().encode(bytearray(data)))


def decompress(blob):
    return bytes(LZ77().decode(bytearray(blob)))
""",
)
HUFFMAN = Published(
    "jv-compression-tool",
    (
        "compression_tool.tree",
        "compression_tool.utils.heapify",
        "compression_tool.utils.bitutils",
        *(
            f"compression_tool.{name}"
            for name in (
                "frequency",
                "build_tree",
                "code_map",
                "header",
                "lookup",
                "compressor",
                "decompressor",
            )
        ),
    ),
    "from compression_tool.compressor import compress\nfrom compression_tool.decompressor import decompress\n",
)
LZRW1_KH = Published("python-lzrw1-kh", ("lzrw1_kh",), PLAIN.format("lzrw1_kh"))
CODECS = (LZNT1, SNAPPY, OTHER_SNAPPY, DEFLATE_LIKE, LZ77, HUFFMAN, LZRW1_KH)
SIZED = """\


compress_any, decompress_any = compress, decompress


def compress(data, parameters):
    return compress_any(data)


def decompress(blob, parameters):
    return decompress_any(blob)
"""
