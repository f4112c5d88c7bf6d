"""Prints the tables and the plot of the editorial: python problems/packages/predictive/editorial/figures.py [table …]

Tables: families, orders, filters, rice, shape, spread, spikes, pictures, doubles, weights, choices, peers, speed. What
other packers give (peers) depends on their versions and speed on the machine; the rest is the same everywhere.
It needs numpy; peers calls the program flac.
"""

import bz2
import importlib.util
import lzma
import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from math import e, erfc, exp, log, log2, pi, sqrt
from pathlib import Path
from time import process_time

import numpy

PACKAGE = Path(__file__).resolve().parent.parent
SEED = b"editorial"
FAMILIES = {
    "sensor_i16x4": 262_160,
    "audio_i16x2": 262_160,
    "ids_u32": 262_160,
    "float64_x8": 262_160,
    "image_rgb": 261_904,
    "weights_bf16": 262_160,
}
FRAMES = 16_384
BAR = 28  # characters of the longest bar of a plot


def load(path: str):
    """A Python file of the package as a module."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, PACKAGE / path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = load("submissions/accepted/reference.py")


@cache
def family(name: str) -> bytes:
    """As many bytes of a family as are judged, from the editorial's own seed."""
    return load(f"data/generators/{name}.py").generate(SEED, FAMILIES[name])


@cache
def layout(name: str):
    return reference.Layout(family(name)[:16], FAMILIES[name])


@cache
def samples(name: str) -> list[int]:
    """Without signs, as the reference reads them."""
    is_, body = layout(name), family(name)[16:]
    return list(struct.unpack_from(f"<{is_.samples}{reference.FORMATS[is_.width]}", body))


def columns(name: str) -> list[list[int]]:
    channels = layout(name).channels
    return [samples(name)[channel::channels] for channel in range(channels)]


@cache
def usual_size(name: str) -> int:
    return len(reference.compress(family(name)))


def row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def bits(residuals: list[list[int]]) -> float:
    """Bits per sample of several channels, as the reference estimates them."""
    return sum(map(reference.price, residuals)) / sum(map(len, residuals))


def entropy(symbols) -> float:
    """Bits per symbol, by how often each occurs."""
    counts = Counter(symbols).values()
    return -sum(count / sum(counts) * log2(count / sum(counts)) for count in counts)


def families() -> Iterator[str]:
    """Family, bits of a sample, entropy of its bytes times its width, bits that the reference spends, ratio."""
    for name, size in FAMILIES.items():
        is_ = layout(name)
        yield row(
            f"`{name}`",
            8 * is_.width,
            f"{is_.width * entropy(family(name)[16:]):.2f}",
            f"{8 * usual_size(name) / is_.samples:.2f}",
            f"{size / usual_size(name):.3f}",
        )


# Prediction along time


def missed_by(name: str, plan: int, frames: int | None = None, with_other: bool = True) -> list[list[int]]:
    """Residuals of every channel by one plan of the reference, with or without the channel before it."""
    found: list[list[int]] = []
    other: list[int] = []
    for column in columns(name):
        cut = column[:frames]
        found.append(reference.residuals_of(cut, plan, layout(name).width, other if with_other else []))
        other = cut
    return found


def orders() -> Iterator[str]:
    """Family and bits per sample of the plans 0 to 6: differences by their order, then the three filters."""
    for name in ("sensor_i16x4", "audio_i16x2", "ids_u32"):
        plans = [*range(4), *(reference.FILTERS if layout(name).width == 2 else [])]
        cells = [f"{bits(missed_by(name, plan)):.2f}" for plan in plans]
        yield row(f"`{name}`", *cells, *[""] * (7 - len(cells)))


def filters() -> Iterator[str]:
    """Inputs, then for the first 16,384 frames of sensors, then of audio, bits per sample of LPC and of the best
    of the filters that learn, without the channel beside and with it.

    LPC has its weights anew for each 4,096 changes, with 15 bits each, as FLAC may.
    """
    for taps in (4, 8, 16, 32):
        cells = []
        for name in ("sensor_i16x4", "audio_i16x2"):
            lpc = [lpc_residuals(column[:FRAMES], taps) for column in columns(name)]
            cells.append(bits(lpc) + 15 * taps / 4_096)
            with changed(TAPS=taps):
                for other in (False, True):
                    plans = reference.FILTERS
                    cells.append(min(bits(missed_by(name, plan, FRAMES, other)) for plan in plans))
        yield row(taps, *(f"{cell:.2f}" for cell in cells))


def lpc_residuals(column: list[int], order: int) -> list[int]:
    """What coefficients of 14 bits and a sign, found for each block of 4,096 changes, leave over."""
    values = numpy.array(reference.differences(column, 1, 16), dtype=numpy.int64)
    residuals: list[int] = []
    for start in range(0, len(values), 4_096):
        block = values[start : start + 4_096]
        place = numpy.linspace(-1, 1, len(block))
        weights = levinson(autocorrelation(block * (1 - place**2), order))
        shift = 14 - max(1, int(abs(weights).max()).bit_length())
        whole = numpy.rint(weights * 2.0**shift).astype(numpy.int64)
        before = numpy.concatenate([numpy.zeros(order, numpy.int64), values])[
            start : start + order + len(block)
        ]
        predicted = sum(whole[lag] * before[order - 1 - lag :][: len(block)] for lag in range(order)) >> shift
        residuals += [reference.wrap(int(each), 16) for each in block - predicted]
    return residuals


def autocorrelation(block: numpy.ndarray, order: int) -> list[float]:
    return [float(block[lag:] @ block[: len(block) - lag]) for lag in range(order + 1)]


def levinson(r: list[float]) -> numpy.ndarray:
    """Coefficients of the linear predictor with least mean square error: Levinson and Durbin's recursion."""
    weights, error = numpy.zeros(len(r) - 1), r[0] * (1 + 1e-9) + 1e-9
    for order in range(len(r) - 1):
        reflection = (r[order + 1] - sum(weights[lag] * r[order - lag] for lag in range(order))) / error
        weights[:order] -= reflection * weights[:order][::-1]
        weights[order] = reflection
        error *= 1 - reflection * reflection
    return weights


# What a residual costs


def rice_bits(residuals: list[int], k: int) -> float:
    """Bits per number of Rice's code: the high part as so many ones and a zero, then k low bits."""
    folded = (2 * each if each >= 0 else -2 * each - 1 for each in residuals)
    return sum((each >> k) + 1 + k for each in folded) / len(residuals)


@cache
def sensor() -> list[int]:
    """Residuals of the first sensor, after differences of order 2."""
    return reference.differences(columns("sensor_i16x4")[0], 2, 16)


def rice() -> Iterator[str]:
    """Plot: bits per sample of the first sensor's residuals by the parameter k of Rice's code, in all and by
    the best k of each 64, and their entropy."""
    costs = {f"k={k}": rice_bits(sensor(), k) for k in range(1, 10)}
    blocks = [sensor()[start : start + 64] for start in range(0, len(sensor()), 64)]
    best = sum((min(rice_bits(block, k) for k in range(16))) * len(block) + 4 for block in blocks)
    costs["k/64"] = best / len(sensor())
    costs["H"] = entropy(sensor())
    for label, cost in costs.items():
        yield f"{label:5}{cost:6.2f} " + "█" * round(BAR * min(1, cost / 12))


def shape() -> Iterator[str]:
    """A size, then -log2 of the share of the first sensor's residuals that are at least so large: as counted,
    by Gauss and by Laplace."""
    deviation, mean = spread_of(sensor())
    for size in (2, 4, 8, 12, 16, 32, 64, 512):
        found = sum(abs(each) >= size for each in sensor()) / len(sensor())
        gauss, laplace = erfc((size - 0.5) / (deviation * sqrt(2))), exp(-(size - 0.5) / mean)
        yield row(size, *(f"{-log2(each):.1f}" if each > 1e-99 else "" for each in (found, gauss, laplace)))


def spread_of(residuals: list[int]) -> tuple[float, float]:
    """Standard deviation and mean magnitude, the spikes left out."""
    near = [each for each in residuals if abs(each) < 32]
    return sqrt(sum(each * each for each in near) / len(near)), sum(map(abs, near)) / len(near)


def spread() -> Iterator[str]:
    """First sensor: deviation and mean magnitude without spikes, bits by Gauss and by Laplace, entropy, best k."""
    deviation, mean = spread_of(sensor())
    gauss, laplace = log2(deviation * sqrt(2 * pi * e)), log2(2 * e * mean)
    cells = (deviation, mean, gauss, laplace, entropy(sensor()), log2(2 * log(2) * mean))
    yield row(*(f"{cell:.2f}" for cell in cells))


def spikes() -> Iterator[str]:
    """First sensor: per cent of the residuals beyond 32, and of the squares; bits of such a one, and of others."""
    beyond = [each for each in sensor() if abs(each) >= 32]
    squares = sum(each * each for each in beyond) / sum(each * each for each in sensor())
    near = [each for each in sensor() if abs(each) < 32]
    dear = (reference.price(sensor()) - reference.price(near)) / len(beyond)
    cells = (100 * len(beyond) / len(sensor()), 100 * squares, dear, reference.price(near) / len(near))
    yield row(*(f"{cell:.2f}" for cell in cells))


# Pictures, doubles, weights


def paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((abs(guess - each), order, each) for order, each in enumerate((left, above, corner)))[2]


def median_edge(left: int, above: int, corner: int) -> int:
    return sorted((left, above, left + above - corner))[1]


PREDICTORS: dict[str, Callable[[int, int, int], int]] = {
    "left": lambda left, above, corner: left,
    "above": lambda left, above, corner: above,
    "mean": lambda left, above, corner: left + above >> 1,
    "Paeth": paeth,
    "MED": median_edge,
}


def pictures() -> Iterator[str]:
    """Predictor of a picture's samples, and bits per sample: each channel by itself, and less the one before."""
    channels, wide = layout("image_rgb").channels, layout("image_rgb").row
    pixels = [0] * (wide + channels) + samples("image_rgb")
    for label, predict in PREDICTORS.items():
        missed = []
        for index in range(wide + channels, len(pixels)):
            left, above = pixels[index - channels], pixels[index - wide]
            missed.append(pixels[index] - predict(left, above, pixels[index - wide - channels]))
        alone = [reference.wrap(each, 8) for each in missed]
        less = [
            reference.wrap(each - missed[index - 1] if index % channels else each, 8)
            for index, each in enumerate(missed)
        ]
        yield row(
            label, *(f"{bits([each[c::channels] for c in range(channels)]):.2f}" for each in (alone, less))
        )
    learnt = reference.residuals_by(reference.Picture(layout("image_rgb")), samples("image_rgb"), 8)
    yield row("`Picture`", "", f"{bits([learnt[c::channels] for c in range(channels)]):.2f}")


def doubles() -> Iterator[str]:
    """Column, decimals found, bits per sample: as they are, differences of the bits, as the reference takes it."""
    for number in (0, 7):
        column = columns("float64_x8")[number]
        decimals = reference.find_decimals(column)
        changes = reference.differences(column, 1, 64)
        taken = reference.decimal_residuals(column, decimals) if decimals else changes
        cells = [f"{bits([each]):.2f}" for each in (column, changes, taken)]
        yield row(number + 1, decimals - 1 if decimals else "", *cells)


def weights() -> Iterator[str]:
    """Bits of sign, exponent, fraction, all three, the exponent in the reference's context, and what is spent."""
    parts = [[each >> 15, each >> 7 & 255, each & 127] for each in samples("weights_bf16")]
    cells = [entropy(part) for part in zip(*parts, strict=True)]
    usual, contexts = [0] * layout("weights_bf16").row, []
    for index, (_, exponent, _) in enumerate(parts):
        column = index % len(usual)
        contexts.append((usual[column] + 8 >> 4, exponent))
        miss = (exponent << 6) - usual[column]
        usual[column] += miss >> 3 if usual[column] else miss
    in_context = entropy(contexts) - entropy(context for context, _ in contexts)
    spent = 8 * usual_size("weights_bf16") / len(parts)
    yield row(*(f"{cell:.2f}" for cell in (*cells, sum(cells), in_context, spent)))


# What each choice is worth


@contextmanager
def changed(**values: object) -> Iterator[None]:
    """The reference with other constants or functions."""
    before = {name: getattr(reference, name) for name in values}
    vars(reference).update(values)
    try:
        yield
    finally:
        vars(reference).update(before)


def growth(names: tuple[str, ...], **values: object) -> list[str]:
    """By how many per cent the blobs of these families grow (+) or shrink (-)."""
    with changed(**values):
        sizes = {name: len(reference.compress(family(name))) for name in names}
    return [
        f"{100 * (sizes[name] / usual_size(name) - 1):+.1f}" if name in names else "" for name in FAMILIES
    ]


class Quick(reference.Model):
    """A model that learns in a moment, and forgets as soon."""

    def learn(self, place: int, bit: int) -> None:
        super().learn(place, bit)
        self.slow[place] = self.fast[place]


ALL = tuple(FAMILIES)
CHOICES: list[tuple[str, tuple[str, ...], dict[str, object]]] = [
    ("`FILTERS = {}`", ALL[:2], {"FILTERS": {}}),
    ("`find_decimals` finds none", ALL[3:4], {"find_decimals": lambda column: 0}),
    ("`half_octaves` is 0", ALL[:5], {"half_octaves": lambda number: 0}),
    ("`Model` has the fast chances alone", ALL, {"Model": Quick}),
]


def choices() -> Iterator[str]:
    """What was changed, and by how many per cent the blobs that it touches grow (+) or shrink (-)."""
    for label, names, values in CHOICES:
        yield row(label, *growth(names, **values))


def peers() -> Iterator[str]:
    """Family and ratios: reference, interview, LZSS, zlib -6, bz2 -9, xz -9e, the same after delta, flac -8."""
    interview, lzss = load("submissions/accepted/interview.py"), load("submissions/accepted/lzss.py")
    for name in FAMILIES:
        data, is_ = family(name), layout(name)
        lzma2 = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}
        delta = {"id": lzma.FILTER_DELTA, "dist": is_.width * is_.channels}
        sizes = [
            usual_size(name),
            len(interview.compress(data)),
            len(lzss.compress(data)),
            len(zlib.compress(data, 6)),
            len(bz2.compress(data, 9)),
            *(len(lzma.compress(data, filters=chain)) for chain in ([lzma2], [delta, lzma2])),
        ]
        ratios = [f"{len(data) / size:.3f}" for size in sizes]
        yield row(
            f"`{name}`", *ratios, f"{len(data) / flac(name):.3f}" if name.startswith(("s", "a")) else ""
        )


def flac(name: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        raw, packed = Path(folder, "raw"), Path(folder, "flac")
        raw.write_bytes(family(name)[16:])
        shape = ["--endian=little", "--sign=signed", "--bps=16", f"--channels={layout(name).channels}"]
        command = [
            "flac",
            "-8",
            "--silent",
            "--no-padding",
            "--force-raw-format",
            "--sample-rate=44100",
            *shape,
        ]
        subprocess.run([*command, "-o", str(packed), str(raw)], check=True)  # noqa: S603
        return packed.stat().st_size


def speed() -> Iterator[str]:
    """Family and kB/s of CPU time, compressing and decompressing: reference, then interview, where they pack."""
    for name, size in FAMILIES.items():
        cells = []
        for codec in (reference, load("submissions/accepted/interview.py")):
            start = process_time()
            blob = codec.compress(family(name))
            middle = process_time()
            codec.decompress(blob)
            seconds = middle - start, process_time() - middle
            cells += [f"{size / 1000 / each:.0f}" if len(blob) < size else "" for each in seconds]
        yield row(f"`{name}`", *cells)


TABLES = {
    table.__name__: table
    for table in (
        families,
        orders,
        filters,
        rice,
        shape,
        spread,
        spikes,
        pictures,
        doubles,
        weights,
        choices,
        peers,
        speed,
    )
}


def main(names: list[str]) -> None:
    for name in names or TABLES:
        print(f"{name}: {TABLES[name].__doc__}")
        for line in TABLES[name]():
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
