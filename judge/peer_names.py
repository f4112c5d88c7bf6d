"""Well-known compressors by the names that pages and bars have for them.

Each is a pair of functions in peer_codecs.py, ``compress_NAME`` and ``decompress_NAME`` with ``_`` for ``-``; those
that need a runtime with more in it are in a file of that runtime.
"""

from __future__ import annotations

from pathlib import Path

# Of each the Python package that must be installed; none for what Python has itself.
PEERS = {
    "zlib-6": "",
    "bz2-9": "",
    "xz-6": "",
    "xz-9e": "",
    "zstd-3": "zstandard",
    "zstd-19": "zstandard",
    "lz4": "lz4",
    "brotli-5": "brotli",
    "xz-delta": "",
    "flac-8": "soundfile",
}
# Those that read the header of typed data: the types on which they say something.
TYPED = {
    "xz-delta": (b"u1", b"i2", b"i4", b"u4", b"f4", b"f8", b"bf16"),
    "flac-8": (b"i2",),
}
RUNTIME, _FILE = "peers", "peer_codecs.py"
SOUND_RUNTIME, _SOUND_FILE = "peers-sound", "peer_sound.py"


def runtime_of(name: str) -> str:
    return SOUND_RUNTIME if PEERS[name] == "soundfile" else RUNTIME


def source_of(runtime: str) -> bytes:
    """The file that holds the functions of a runtime's peers."""
    return Path(__file__).with_name(_SOUND_FILE if runtime == SOUND_RUNTIME else _FILE).read_bytes()


def typed_for(data: bytes) -> tuple[str, ...]:
    """The peers for data that begin with this header."""
    return tuple(name for name, kinds in TYPED.items() if data[:4].rstrip(b" ") in kinds)
