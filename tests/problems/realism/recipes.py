"""How a real counterpart's bytes come out of the file or folder that its package holds.

Every recipe takes the path and returns all bytes; the table says where the measured piece starts. Pictures need
Pillow, sound needs soundfile: both only where somebody measures again.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import io
import json
import lzma
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy

STOCKS = [
    ("IBM", "Open"), ("IBM", "High"), ("IBM", "Low"), ("IBM", "Close"),
    ("MSFT", "Open"), ("MSFT", "Close"), ("IBM", "Adj Close"), ("MSFT", "Adj Close"),
]  # fmt: skip
ROWS, COLUMNS = 341, 256  # pixels of the piece of a picture
LEAST_POSTINGS = 64


def xz(path: Path) -> bytes:
    return lzma.decompress(path.read_bytes())


def gzipped(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def zipped(path: Path) -> bytes:
    """The one file in an archive."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(archive.namelist()[0])


def joined(path: Path) -> bytes:
    """The Python files of a folder in order of name."""
    return b"".join(file.read_bytes() for file in sorted(path.glob("*.py")))


def joined_gzipped(path: Path) -> bytes:
    """The packed files of a folder in order of name; links that lead nowhere are left out."""
    return b"".join(gzipped(file) for file in sorted(path.glob("*.gz")) if file.exists())


def frames(path: Path) -> bytes:
    """Sound as interleaved 16-bit samples."""
    samples, _ = importlib.import_module("soundfile").read(path, dtype="int16", always_2d=True)
    return samples.tobytes()


def middle_of_picture(path: Path) -> bytes:
    """The middle of a picture, RGB, row by row."""
    picture = numpy.asarray(importlib.import_module("PIL.Image").open(path).convert("RGB"))
    top, left = (picture.shape[0] - ROWS) // 2, (picture.shape[1] - COLUMNS) // 2
    return picture[top : top + ROWS, left : left + COLUMNS].tobytes()


def recurrent_weights(path: Path) -> bytes:
    """The two matrices of an LSTM cell out of a safetensors file, rounded to bfloat16, ties to even."""
    content = path.read_bytes()
    start = 8 + struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:start])
    words = [
        numpy.frombuffer(content[start + first : start + last], dtype="<u4")
        for name in ("lstm_cell.weight_ih", "lstm_cell.weight_hh")
        for first, last in [header[name]["data_offsets"]]
    ]
    bits = numpy.concatenate(words).astype(numpy.int64)
    return (bits + 0x7FFF + (bits >> 16 & 1) >> 16).astype("<u2").tobytes()


def prices(path: Path) -> bytes:
    """Eight columns of daily prices as doubles, a row a day."""
    rows = list(csv.DictReader(io.StringIO(gzipped(path).decode())))
    columns = [[float(row[name]) for row in rows if row["Ticker"] == ticker] for ticker, name in STOCKS]
    return numpy.array(columns, dtype="<f8").T.tobytes()


def glucose(path: Path) -> bytes:
    """A sensor's current in hundredths and what it was read as, the first half of the rows beside the second."""
    rows = list(csv.reader(io.StringIO(gzipped(path).decode())))[1:]
    pairs = [(float(row[0]), float(row[2])) for row in rows if {row[0], row[2]}.isdisjoint({"", "nil"})]
    numbers = numpy.rint(numpy.array(pairs) * [100, 1]).astype("<i2")
    half = len(numbers) // 2
    return numpy.concatenate([numbers[:half], numbers[half : 2 * half]], axis=1).tobytes()


def word_positions(path: Path) -> bytes:
    """For each word that a text has often, in order of the words, the places where it stands, 32 bits each."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(re.findall("[a-z0-9]+", path.read_text(encoding="utf-8").lower())):
        places.setdefault(word, []).append(place)
    lists = [places[word] for word in sorted(places) if len(places[word]) >= LEAST_POSTINGS]
    return numpy.concatenate([numpy.array(one, dtype="<u4") for one in lists]).tobytes()


RECIPES: dict[str, Callable[[Path], bytes]] = {
    "as it is": Path.read_bytes,
    **{
        recipe.__name__.replace("_", " "): recipe
        for recipe in (
            xz, gzipped, zipped, joined, joined_gzipped, frames, middle_of_picture, recurrent_weights,
            prices, glucose, word_positions,
        )
    },
}  # fmt: skip
