"""Well-known compressors by the names that pages and bars have for them.

Each is a pair of functions in peer_codecs.py, ``compress_NAME`` and ``decompress_NAME`` with ``_`` for ``-``.
"""

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
}
