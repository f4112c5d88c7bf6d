"""Reports sizes and ratios of each file. Entropies, totals and the other rates are yours."""

import bz2
import lzma
import zlib


def analyze(files, codecs):
    rows = [analyze_file(name, chunks, codecs) for name, chunks in files]
    return {"files": rows, "total": {}}


def analyze_file(name, chunks, codecs):
    compressors = {codec: new_compressor(codec) for codec in codecs}
    original = 0
    compressed = dict.fromkeys(codecs, 0)
    for chunk in chunks:
        original += len(chunk)
        for codec, compressor in compressors.items():
            compressed[codec] += len(compressor.compress(chunk))
    for codec, compressor in compressors.items():
        compressed[codec] += len(compressor.flush())
    ratio = {codec: original / size if original else None for codec, size in compressed.items()}
    return {"name": name, "original": original, "compressed": compressed, "ratio": ratio}


def new_compressor(codec):
    if codec == "bz2-9":
        return bz2.BZ2Compressor(9)
    if codec == "xz-6":
        return lzma.LZMACompressor(preset=6)
    return zlib.compressobj(int(codec[-1]))
