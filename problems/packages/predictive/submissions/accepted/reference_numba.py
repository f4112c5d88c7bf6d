"""Predictive coding of typed data with NumPy and Numba: it writes the blobs of the plain Python reference beside
it, which explains them.

NumPy splits samples into columns and takes differences; Numba runs what goes sample by sample: the filters
that learn and the range coder. Sums are taken modulo 2 ** 64, and one function serves both directions: a coder
that decodes ignores the value it is given.
"""

import struct

import numpy
from numba import njit

STORED, CODED = b"\0", b"\1"
HEADER, START = 16, 21
WIDTHS = {b"i2": 2, b"u2": 2, b"bf16": 2, b"i4": 4, b"u4": 4, b"f4": 4, b"f8": 8}
DEPTHS = {1: 4, 2: 5, 4: 6, 8: 7}
MOST_CHANNELS = 64
DECIMALS = 8
FILTERS = {4: (1, 6, False), 5: (2, 3, False), 6: (1, 3, True)}
TAPS, TRIAL = 16, 4_096
REST, SIGN, PLACES = 1 << 18, (1 << 18) + 1_024, (1 << 18) + 1_280
# The coder's state: does it decode, low or code, range, place in its bytes.
DECODES, LOW, RANGE, PLACE = 0, 1, 2, 3


def warmup() -> None:
    """Compiles everything: a little of each kind of data, there and back."""
    for kind, row in ((b"u1  ", 4), (b"i2  ", 0), (b"f8  ", 0), (b"bf16", 0)):
        decompress(compress(kind + struct.pack("<III", 1, row, 0) + bytes(512)))


def compress(data: bytes) -> bytes:
    if len(data) > HEADER:
        layout = Layout(data[:HEADER], len(data))
        blob = CODED + struct.pack("<I", len(data)) + data[:HEADER] + pack(layout, data[HEADER:])
        if len(blob) <= len(data):
            return blob
    return STORED + data


def decompress(blob: bytes) -> bytes:
    if blob[:1] == STORED:
        return blob[1:]
    (size,) = struct.unpack("<I", blob[1:5])
    header = blob[5:START]
    return header + unpack(Layout(header, size), blob[START:])


class Layout:
    """What the header says, as far as it can be believed."""

    def __init__(self, header: bytes, size: int) -> None:
        self.kind = header[:4].rstrip(b" ")
        channels, row, _ = struct.unpack("<III", header[4:])
        self.width = WIDTHS.get(self.kind, 1)
        self.channels = channels if 1 <= channels <= MOST_CHANNELS else 1
        self.samples = (size - HEADER) // self.width
        self.tail = (size - HEADER) % self.width
        row *= self.channels
        self.row = row if row <= self.samples else 0
        self.is_image = self.width == 1 and self.channels <= 4 and self.row > self.channels
        self.above = self.row if self.is_image else 0


def pack(layout: Layout, body: bytes) -> bytes:
    used = layout.samples * layout.width
    samples = numpy.frombuffer(body[:used], dtype=f"<u{layout.width}").astype(numpy.int64)
    tail = numpy.frombuffer(body[used:], dtype=numpy.uint8).copy()
    coder = numpy.array([0, 0, 0xFFFF_FFFF, 0])
    out = numpy.empty(12 * layout.samples + 64, dtype=numpy.uint8)
    plans = b""
    if layout.kind == b"bf16":
        code_exponents(coder, out, samples, layout.row or layout.channels)
    else:
        numbers, escaped = numpy.empty_like(samples), numpy.zeros(layout.samples, dtype=numpy.uint8)
        if layout.is_image:
            picture(samples, numbers, layout.row, layout.channels, False)
        else:
            plans = plan_all(layout, samples, numbers, escaped)
        code_residuals(coder, out, numbers, escaped, layout.channels, layout.above, DEPTHS[layout.width])
    finish(coder, out, tail)
    return plans + out[: coder[PLACE]].tobytes()


def unpack(layout: Layout, blob: bytes) -> bytes:
    has_plans = not layout.is_image and layout.kind != b"bf16"
    coded = numpy.frombuffer(blob[layout.channels if has_plans else 0 :], dtype=numpy.uint8).copy()
    coder = numpy.array([1, int.from_bytes(coded[:4].tobytes(), "big"), 0xFFFF_FFFF, 4])
    samples = numpy.zeros(layout.samples, dtype=numpy.int64)
    if layout.kind == b"bf16":
        code_exponents(coder, coded, samples, layout.row or layout.channels)
    else:
        numbers, escaped = numpy.zeros_like(samples), numpy.zeros(layout.samples, dtype=numpy.uint8)
        code_residuals(coder, coded, numbers, escaped, layout.channels, layout.above, DEPTHS[layout.width])
        if has_plans:
            restore_all(layout, blob, samples, numbers, escaped)
        else:
            picture(samples, numbers, layout.row, layout.channels, True)
    tail = bytes(raw(coder, coded, 8, 0) for _ in range(layout.tail))
    return samples.astype(f"<u{layout.width}").tobytes() + tail


def plan_all(layout: Layout, samples: numpy.ndarray, numbers: numpy.ndarray, escaped: numpy.ndarray) -> bytes:
    """A plan for each channel; numbers and escaped are filled."""
    plans, other = bytearray(), samples[:0]
    for channel in range(layout.channels):
        own = slice(channel, None, layout.channels)
        column = samples[own].copy()
        plan = plan_one(layout, column, other)
        if plan >= DECIMALS:
            numbers[own], escaped[own] = decimal_residuals(column, 10.0 ** (plan // DECIMALS - 1))
        else:
            numbers[own] = residuals_of(column, plan, layout.width, other)
        plans.append(plan)
        other = column
    return bytes(plans)


def plan_one(layout: Layout, column: numpy.ndarray, other: numpy.ndarray) -> int:
    """The plan that promises the fewest bits."""
    decimals = find_decimals(column) if layout.kind == b"f8" else 0
    if decimals:
        return DECIMALS * decimals
    plans = [*range(4), *FILTERS] if layout.width == 2 else range(4)
    trial = column[:TRIAL]
    return min(plans, key=lambda plan: price(residuals_of(trial, plan, layout.width, other)))


def residuals_of(column: numpy.ndarray, plan: int, width: int, other: numpy.ndarray) -> numpy.ndarray:
    """What the plan misses of one channel; but for decimals."""
    if plan not in FILTERS:
        return differences(column, plan, 8 * width)
    residuals = numpy.empty_like(column)
    filter_column(column.copy(), residuals, *beside(plan, len(column), other), False)
    return residuals


def differences(column: numpy.ndarray, order: int, bits: int) -> numpy.ndarray:
    for _ in range(order):
        column = numpy.diff(column, prepend=numpy.int64(0))
    return column << numpy.int64(64 - bits) >> numpy.int64(64 - bits)


def beside(plan: int, count: int, other: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray, int, int]:
    """What a filter is told of the channel beside: levels and changes of it; and its order and slowness."""
    order, slowness, is_apart = FILTERS[plan]
    levels, changes = numpy.zeros(count, numpy.int64), numpy.zeros(TAPS + count, numpy.int64)
    used = min(count, len(other))
    if is_apart:
        levels[:used] = other[:used]
    changes[TAPS : TAPS + used] = differences(other, order, 16)[:used]
    return levels, changes, order, slowness


def price(residuals: numpy.ndarray) -> float:
    """About how many bits they take: the entropy of length and sign, and what follows the first bit."""
    seen = count_lengths(residuals)
    lengths = numpy.abs(numpy.arange(131) - 65)
    following = float((seen * numpy.maximum(lengths - 1, 0)).sum())
    seen = seen[seen > 0]
    return following + sum((seen * numpy.log2(len(residuals) / seen)).tolist())


def restore_all(
    layout: Layout, plans: bytes, samples: numpy.ndarray, numbers: numpy.ndarray, escaped: numpy.ndarray
) -> None:
    other = samples[:0]
    for channel in range(layout.channels):
        own = slice(channel, None, layout.channels)
        samples[own] = other = restore(layout, plans[channel], numbers[own].copy(), escaped[own], other)


def restore(
    layout: Layout, plan: int, residuals: numpy.ndarray, escaped: numpy.ndarray, other: numpy.ndarray
) -> numpy.ndarray:
    """The samples of one channel."""
    if plan >= DECIMALS:
        return decimal_samples(residuals, escaped, 10.0 ** (plan // DECIMALS - 1))
    column = residuals.copy()
    if plan in FILTERS:
        filter_column(column, residuals, *beside(plan, len(column), other), True)
        return column
    for _ in range(plan):
        column = numpy.cumsum(column)
    return column if layout.width == 8 else column & (1 << 8 * layout.width) - 1


# Doubles that are decimal numbers


def to_decimals(column: numpy.ndarray, power: float) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Whole numbers, and where they do not give back the very bits when they are divided by `power`."""
    values = column.view(numpy.float64)
    fits = numpy.abs(values) < 1e9
    whole = numpy.rint(numpy.where(fits, values, 0.0) * power).astype(numpy.int64)
    return whole, ~fits | ((whole / power).view(numpy.int64) != column)


def find_decimals(column: numpy.ndarray) -> int:
    some = column[:: len(column) // 256 + 1].copy()
    for places in range(7):
        _, fails = to_decimals(some, 10.0**places)
        if 8 * int((~fails).sum()) >= 7 * len(some) > 0:
            return places + 1
    return 0


def decimal_residuals(column: numpy.ndarray, power: float) -> tuple[numpy.ndarray, numpy.ndarray]:
    whole, escaped = to_decimals(column, power)
    residuals = column.copy()
    residuals[~escaped] = numpy.diff(whole[~escaped], prepend=numpy.int64(0))
    return residuals, escaped


def decimal_samples(residuals: numpy.ndarray, escaped: numpy.ndarray, power: float) -> numpy.ndarray:
    whole = numpy.cumsum(numpy.where(escaped != 0, 0, residuals))
    return numpy.where(escaped != 0, residuals, (whole / power).view(numpy.int64))


# What goes sample by sample


@njit
def wrap(number, bits):
    return number << 64 - bits >> 64 - bits


@njit
def predict(weights, inputs):
    total = 1 << 23
    for index in range(len(weights)):
        total += weights[index] * inputs[index]
    return total >> 24


@njit
def learn(weights, inputs, missed, slowness, calm):
    power = calm
    for x in inputs:
        power += x * x
    step = (missed << 40) // power
    for index in range(len(weights)):
        weights[index] += step * inputs[index] >> slowness + 16


@njit
def filter_column(column, residuals, levels, changes, order, slowness, decodes):
    """Fills residuals, or column: each sample from the changes before it and in the channel beside it."""
    weights, inputs = numpy.zeros(2 * TAPS, numpy.int64), numpy.zeros(2 * TAPS, numpy.int64)
    last, slope = 0, 0
    for time in range(len(column)):
        inputs[TAPS:] = changes[time + 1 : time + 1 + TAPS]
        change = predict(weights, inputs)
        expected = levels[time] + last + slope + change
        if decodes:
            column[time] = expected + residuals[time] & 65_535
        else:
            residuals[time] = wrap(column[time] - expected, 16)
        learn(weights, inputs, residuals[time], slowness, 1)
        change = wrap(change + residuals[time], 16)
        for tap in range(TAPS - 1, 0, -1):
            inputs[tap] = inputs[tap - 1]
        inputs[0] = change
        last = wrap(last + slope + change, 16)
        if order == 2:
            slope = wrap(slope + change, 16)


@njit
def picture(samples, numbers, row, channels, decodes):
    """Fills numbers, or samples: each from six places round it and five in each channel before it."""
    margin = 2 * row
    pixels = numpy.zeros(margin + len(samples), numpy.int64)
    pixels[margin:] = samples
    around = (channels, row, row + channels, row - channels, 2 * channels, 2 * row)
    beside = (0, channels, row, row + channels, row - channels)
    weights = numpy.zeros((channels, 6 + 5 * (channels - 1)), numpy.int64)
    weights[:, 0], weights[:, 1], weights[:, 2] = 11 << 18, 11 << 18, -1 << 20
    inputs = numpy.zeros(6 + 5 * (channels - 1), numpy.int64)
    for index in range(margin, len(pixels)):
        channel = (index - margin) % channels
        base = pixels[index - channels] + pixels[index - row] >> 1
        for tap in range(6):
            inputs[tap] = pixels[index - around[tap]] - base
        used = 6
        for back in range(1, channel + 1):
            theirs = pixels[index - channels - back] + pixels[index - row - back] >> 1
            for tap in range(5):
                inputs[used + tap] = pixels[index - beside[tap] - back] - theirs
            used += 5
        own, seen = weights[channel, :used], inputs[:used]
        expected = min(255, max(0, base + predict(own, seen)))
        if decodes:
            pixels[index] = expected + numbers[index - margin] & 255
        else:
            numbers[index - margin] = wrap(pixels[index] - expected, 8)
        learn(own, seen, numbers[index - margin], 7, 400)
    samples[:] = pixels[margin:]


@njit
def bit_length(number):
    """Of a number that is taken to have no sign."""
    if number < 0:
        return 64
    length = 0
    for step in (32, 16, 8, 4, 2, 1):
        if number >> step:
            number >>= step
            length += step
    return length + (1 if number else 0)


@njit
def count_lengths(residuals):
    seen = numpy.zeros(131, numpy.int64)
    for each in residuals:
        if each < 0:
            seen[65 - bit_length(-each)] += 1
        else:
            seen[65 + bit_length(each)] += 1
    return seen


@njit
def shift(coder, out):
    if coder[DECODES]:
        coder[LOW] = coder[LOW] << 8 | (out[coder[PLACE]] if coder[PLACE] < len(out) else 0)
    else:
        if coder[LOW] >> 32:
            place = coder[PLACE] - 1
            while out[place] == 255:
                out[place] = 0
                place -= 1
            out[place] += 1
        out[coder[PLACE]] = coder[LOW] >> 24 & 255
        coder[LOW] = (coder[LOW] & 0xFF_FFFF) << 8
    coder[PLACE] += 1
    coder[RANGE] <<= 8


@njit
def code_bit(coder, out, chances, place, bit):
    fast, slow = chances[place, 0], chances[place, 1]
    bound = (coder[RANGE] >> 17) * (fast + slow)
    if coder[DECODES]:
        bit = 1 if coder[LOW] < bound else 0
        if not bit:
            coder[LOW] -= bound
    elif not bit:
        coder[LOW] += bound
    if bit:
        coder[RANGE] = bound
        chances[place, 0] += 65_536 - fast >> 5
        chances[place, 1] += 65_536 - slow >> 7
    else:
        coder[RANGE] -= bound
        chances[place, 0] -= fast >> 5
        chances[place, 1] -= slow >> 7
    while coder[RANGE] < 1 << 24:
        shift(coder, out)
    return bit


@njit
def symbol(coder, out, chances, start, depth, value):
    node = 1
    for down in range(depth - 1, -1, -1):
        node = 2 * node + code_bit(coder, out, chances, start + node, value >> down & 1)
    return node - (1 << depth)


@njit
def raw(coder, out, bits, value):
    result = 0
    while bits:
        some = min(bits, 8)
        bits -= some
        coder[RANGE] >>= some
        part = value >> bits & (1 << some) - 1
        if coder[DECODES]:
            part = coder[LOW] // coder[RANGE]
            coder[LOW] -= part * coder[RANGE]
        else:
            coder[LOW] += part * coder[RANGE]
        result = result << some | part
        while coder[RANGE] < 1 << 24:
            shift(coder, out)
    return result


@njit
def rest(coder, out, chances, size, bits, value):
    modelled = min(bits, 2)
    high = value >> bits - modelled & 3
    high = symbol(coder, out, chances, REST + 4 * size, modelled, high)
    return high << bits - modelled | raw(coder, out, bits - modelled, value)


@njit
def code_residuals(coder, out, numbers, escaped, channels, above, depth):
    """Codes each number in the context of how large its neighbours were."""
    chances = numpy.full((PLACES, 2), 32_768, numpy.int64)
    slow, fast = numpy.zeros(channels, numpy.int64), numpy.zeros(channels, numpy.int64)
    for index in range(len(numbers)):
        channel = index % channels
        longer, shorter = slow[channel], fast[channel]
        near = longer + shorter
        if 0 < above <= index:
            near = near + shorter + (abs(numbers[index - above]) << 7) >> 1
        length = bit_length(near)
        context = 3 * (2 * length + (near >> length - 2 & 1) if length > 1 else length)
        if 2 * shorter > 3 * longer:
            context += 1
        elif 2 * shorter < longer:
            context += 2
        code_number(coder, out, chances, context << depth, depth, numbers, escaped, index)
        size = numbers[index]
        most = 1 << 40
        size = (most if escaped[index] or size >= most or size <= -most else abs(size)) << 7
        slow[channel] += size - longer >> 5
        fast[channel] += size - shorter >> 2


@njit
def code_number(coder, out, chances, start, depth, numbers, escaped, index):
    number = numbers[index]
    magnitude = -number if number < 0 and not escaped[index] else number
    size = symbol(coder, out, chances, start, depth, 65 if escaped[index] else bit_length(magnitude))
    if not size:
        numbers[index] = 0
        return
    negative = code_bit(coder, out, chances, SIGN + size, 1 if number < 0 and not escaped[index] else 0)
    if size == 65:
        escaped[index] = 1
        numbers[index] = rest(coder, out, chances, 65, 64, number)
        return
    first = 1 << size - 1
    magnitude = first | rest(coder, out, chances, size, size - 1, magnitude & first - 1)
    numbers[index] = -magnitude if negative else magnitude


@njit
def code_exponents(coder, out, samples, columns):
    """bfloat16: exponents in the context of those above in their column, then seven bits and the sign."""
    chances = numpy.full((PLACES, 2), 32_768, numpy.int64)
    usual = numpy.zeros(columns, numpy.int64)
    for index in range(len(samples)):
        sample, column = samples[index], index % columns
        context = usual[column] + 8 >> 4 << 8
        exponent = symbol(coder, out, chances, context, 8, sample >> 7 & 255)
        low = rest(coder, out, chances, exponent, 8, (sample & 127) << 1 | sample >> 15)
        samples[index] = (low & 1) << 15 | exponent << 7 | low >> 1
        miss = (exponent << 6) - usual[column]
        usual[column] += miss >> 3 if usual[column] else miss


@njit
def finish(coder, out, tail):
    for byte in tail:
        raw(coder, out, 8, numpy.int64(byte))
    for _ in range(4):
        shift(coder, out)
