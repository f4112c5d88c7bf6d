"""Predictive coding of typed data: predict each sample, and code what the prediction missed.

    header, samples, tail       16 bytes say what the rest is; bytes that fill no sample are the tail
    columns of integers         one for each channel; doubles with few decimals become whole numbers
    residuals                   sample - prediction, modulo the width of a sample
    bits                        length, sign and rest of each number, by an adaptive binary range coder

The header is a hint: what is wrong in it costs bytes, never a bit of the data. All arithmetic is on integers,
so the decoder repeats it exactly. A blob is a mode (stored or coded), the size, the header, a plan for each
channel, and the coded numbers. The references in C++ and for Numba write the same blobs.
"""

import struct
from collections import Counter
from itertools import accumulate
from math import log2
from operator import mul

STORED, CODED = b"\0", b"\1"
HEADER = 16
WIDTHS = {b"i2": 2, b"u2": 2, b"bf16": 2, b"i4": 4, b"u4": 4, b"f4": 4, b"f8": 8}
FORMATS = {1: "B", 2: "H", 4: "I", 8: "Q"}
DEPTHS = {1: 4, 2: 5, 4: 6, 8: 7}  # bits that hold the length of a residual
MOST_CHANNELS = 64
# A plan is the order of a difference, or a filter, or DECIMALS for each place and one more.
DECIMALS = 8
# Of each filter: the order of the differences that it predicts, how slowly it learns (its rate is 2 ** -slowness),
# and whether it is given the channel less the one beside it.
FILTERS = {4: (1, 6, False), 5: (2, 3, False), 6: (1, 3, True)}
TAPS = 16
TRIAL = 4_096  # plans are tried on so many samples
ESCAPE = 1 << 64  # a double that is no decimal number: its bits follow
# Where in a model the chances of the two bits after a number's first, and of its sign, begin.
REST, SIGN, PLACES = 1 << 18, (1 << 18) + 1_024, (1 << 18) + 1_280


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
    header = blob[5 : 5 + HEADER]
    return header + unpack(Layout(header, size), blob[5 + HEADER :])


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
        self.has_plans = not self.is_image and self.kind != b"bf16"


def pack(layout: Layout, body: bytes) -> bytes:
    count, width = layout.samples, layout.width
    samples = list(struct.unpack(f"<{count}{FORMATS[width]}", body[: count * width]))
    plans, encoder = b"", Encoder()
    if layout.kind == b"bf16":
        code_exponents(encoder, layout, samples)
    elif layout.is_image:
        code_residuals(encoder, layout, residuals_by(Picture(layout), samples, 8))
    else:
        plans, residuals = plan_all(layout, samples)
        code_residuals(encoder, layout, residuals)
    for byte in body[count * width :]:
        encoder.raw(8, byte)
    return plans + encoder.finish()


def unpack(layout: Layout, blob: bytes) -> bytes:
    count = layout.samples
    decoder = Decoder(blob, layout.channels if layout.has_plans else 0)
    if layout.kind == b"bf16":
        samples = code_exponents(decoder, layout, [0] * count)
    else:
        residuals = code_residuals(decoder, layout, [0] * count)
        if layout.has_plans:
            samples = restore_all(layout, residuals, blob)
        else:
            samples = samples_by(Picture(layout), residuals, 8)
    tail = bytes(decoder.raw(8, 0) for _ in range(layout.tail))
    return struct.pack(f"<{count}{FORMATS[layout.width]}", *samples) + tail


# Prediction along time


def plan_all(layout: Layout, samples: list[int]) -> tuple[bytes, list[int]]:
    """A plan for each channel, and all residuals in the order of the samples."""
    plans, residuals = bytearray(), samples[:]
    other: list[int] = []
    for channel in range(layout.channels):
        column = samples[channel :: layout.channels]
        plan = plan_one(layout, column, other)
        residuals[channel :: layout.channels] = residuals_of(column, plan, layout.width, other)
        plans.append(plan)
        other = column
    return bytes(plans), residuals


def restore_all(layout: Layout, residuals: list[int], plans: bytes) -> list[int]:
    samples, other = residuals[:], []
    for channel in range(layout.channels):
        column = restore(residuals[channel :: layout.channels], plans[channel], layout.width, other)
        samples[channel :: layout.channels] = other = column
    return samples


def plan_one(layout: Layout, column: list[int], other: list[int]) -> int:
    """The plan that promises the fewest bits."""
    decimals = find_decimals(column) if layout.kind == b"f8" else 0
    if decimals:
        return DECIMALS * decimals
    plans = [*range(4), *FILTERS] if layout.width == 2 else range(4)
    trial = column[:TRIAL]
    return min(plans, key=lambda plan: price(residuals_of(trial, plan, layout.width, other)))


def price(residuals: list[int]) -> float:
    """About how many bits they take: the entropy of length and sign, and what follows the first bit."""
    seen = Counter(each.bit_length() if each >= 0 else -each.bit_length() for each in residuals)
    following = sum(max(0, abs(length) - 1) * count for length, count in seen.items())
    return following + sum(seen[length] * log2(len(residuals) / seen[length]) for length in sorted(seen))


def residuals_of(column: list[int], plan: int, width: int, other: list[int]) -> list[int]:
    """What the plan misses of one channel."""
    if plan >= DECIMALS:
        return decimal_residuals(column, plan // DECIMALS)
    if plan in FILTERS:
        return residuals_by(Filter(plan, other), column, 16)
    return differences(column, plan, 8 * width)


def restore(residuals: list[int], plan: int, width: int, other: list[int]) -> list[int]:
    """The samples of one channel."""
    if plan >= DECIMALS:
        return decimal_samples(residuals, plan // DECIMALS)
    if plan in FILTERS:
        return samples_by(Filter(plan, other), residuals, 16)
    column = residuals
    for _ in range(plan):
        column = list(accumulate(column))
    return [each & (1 << 8 * width) - 1 for each in column]


def differences(column: list[int], order: int, bits: int) -> list[int]:
    for _ in range(order):
        column = [new - old for old, new in zip([0, *column], column)]
    return [wrap(each, bits) for each in column]


def wrap(number: int, bits: int) -> int:
    """The number with sign, of that many bits, that is the same modulo 2 ** bits."""
    half = 1 << bits - 1
    return (number + half & 2 * half - 1) - half


# Predictors that learn


class Learner:
    """Weighs its inputs, and moves the weights against each miss (normalised least mean squares).

    Weights are in 2 ** -24; `calm` keeps small inputs from moving them.
    """

    def __init__(self, weights: list[int], slowness: int, calm: int) -> None:
        self.weights, self.shift, self.calm = weights, slowness + 16, calm
        self.inputs: list[int] = []

    def predict(self, inputs: list[int]) -> int:
        self.inputs = inputs
        return sum(map(mul, self.weights, inputs)) + (1 << 23) >> 24

    def learn(self, missed: int) -> None:
        power = sum(map(mul, self.inputs, self.inputs)) + self.calm
        step, shift = (missed << 40) // power, self.shift
        self.weights = [weight + (step * x >> shift) for weight, x in zip(self.weights, self.inputs)]


class Filter:
    """Predicts a 16-bit sample from the changes before it, and from those of the channel beside it. All of it is
    taken modulo 2 ** 16."""

    def __init__(self, plan: int, other: list[int]) -> None:
        self.order, slowness, is_apart = FILTERS[plan]
        self.learner = Learner([0] * 2 * TAPS, slowness, 1)
        self.before = [0] * TAPS
        self.beside = [0] * TAPS + differences(other, self.order, 16)
        self.levels = [0, *other] if is_apart else []
        self.last = self.slope = self.change = self.time = 0

    def predict(self) -> int:
        self.time += 1
        beside = self.beside[self.time : self.time + TAPS]
        self.change = self.learner.predict(self.before + beside)
        level = self.levels[self.time] if self.time < len(self.levels) else 0
        return level + self.last + self.slope + self.change

    def learn(self, missed: int) -> None:
        self.learner.learn(missed)
        change = wrap(self.change + missed, 16)
        self.before = [change, *self.before[:-1]]
        self.last = wrap(self.last + self.slope + change, 16)
        if self.order == 2:
            self.slope = wrap(self.slope + change, 16)


def residuals_by(predictor: "Filter | Picture", samples: list[int], bits: int) -> list[int]:
    residuals = []
    for sample in samples:
        missed = wrap(sample - predictor.predict(), bits)
        residuals.append(missed)
        predictor.learn(missed)
    return residuals


def samples_by(predictor: "Filter | Picture", residuals: list[int], bits: int) -> list[int]:
    samples = []
    for missed in residuals:
        samples.append(predictor.predict() + missed & (1 << bits) - 1)
        predictor.learn(missed)
    return samples


class Picture:
    """Predicts a pixel's channel from six places round it, and from five in each channel before it.

    All are seen as differences from a base, the mean of left and above in their own channel.
    """

    def __init__(self, layout: Layout) -> None:
        self.row, self.channels = layout.row, layout.channels
        left, above = layout.channels, layout.row
        around = [left, above, above + left, above - left, 2 * left, 2 * above]
        beside = [0, left, above, above + left, above - left]
        self.pixels = [0] * 2 * above
        self.channel, self.expected = -1, 0
        self.places, self.learners = [], []
        for channel in range(self.channels):
            earlier = [(place + back, back) for back in range(1, channel + 1) for place in beside]
            self.places.append([(place, 0) for place in around] + earlier)
            weights = [11 << 18, 11 << 18, -1 << 20, 0, 0, 0] + [0] * len(earlier)
            self.learners.append(Learner(weights, 7, 400))

    def predict(self) -> int:
        pixels, index = self.pixels, len(self.pixels)
        left, above = index - self.channels, index - self.row
        self.channel = (self.channel + 1) % self.channels
        base = [pixels[left - back] + pixels[above - back] >> 1 for back in range(self.channel + 1)]
        inputs = [pixels[index - place] - base[back] for place, back in self.places[self.channel]]
        self.expected = min(255, max(0, base[0] + self.learners[self.channel].predict(inputs)))
        return self.expected

    def learn(self, missed: int) -> None:
        self.pixels.append(self.expected + missed & 255)
        self.learners[self.channel].learn(missed)


# Doubles that are decimal numbers


def find_decimals(column: list[int]) -> int:
    """1 for whole numbers, 3 for two decimals, and so on; 0 when too many doubles are nothing of the kind."""
    some = column[:: len(column) // 256 + 1]
    for places in range(7):
        if 8 * sum(as_decimal(each, places) is not None for each in some) >= 7 * len(some) > 0:
            return places + 1
    return 0


def as_decimal(bits: int, places: int) -> int | None:
    """The whole number that gives back these very bits when it is divided by 10 ** places."""
    (value,) = struct.unpack("<d", struct.pack("<Q", bits))
    if not abs(value) < 1e9:
        return None
    whole = round(value * 10.0**places)
    return whole if double(whole, places) == bits else None


def double(whole: int, places: int) -> int:
    return struct.unpack("<Q", struct.pack("<d", whole / 10.0**places))[0]


def decimal_residuals(column: list[int], decimals: int) -> list[int]:
    last, residuals = 0, []
    for bits in column:
        whole = as_decimal(bits, decimals - 1)
        if whole is None:
            residuals.append(ESCAPE + bits)
        else:
            residuals.append(whole - last)
            last = whole
    return residuals


def decimal_samples(residuals: list[int], decimals: int) -> list[int]:
    last, column = 0, []
    for each in residuals:
        if each >= ESCAPE:
            column.append(each - ESCAPE)
        else:
            last += each
            column.append(double(last, decimals - 1))
    return column


# Bits


class Model:
    """Two chances of each bit being 1, in 1/65536: one that learns in a moment, one that learns for long."""

    def __init__(self) -> None:
        self.fast = [32_768] * PLACES
        self.slow = [32_768] * PLACES

    def learn(self, place: int, bit: int) -> None:
        if bit:
            self.fast[place] += 65_536 - self.fast[place] >> 5
            self.slow[place] += 65_536 - self.slow[place] >> 7
        else:
            self.fast[place] -= self.fast[place] >> 5
            self.slow[place] -= self.slow[place] >> 7


class Coder:
    """What encoder and decoder share: numbers made of binary decisions. An encoder returns what it is given."""

    def symbol(self, model: Model, start: int, depth: int, value: int) -> int:
        """A value of `depth` bits, each in the context of those above it."""
        node = 1
        for down in range(depth - 1, -1, -1):
            node = 2 * node + self.bit(model, start + node, value >> down & 1)
        return node - (1 << depth)

    def rest(self, model: Model, size: int, bits: int, value: int) -> int:
        """The two highest of `bits` bits are modelled, the others are as good as random."""
        modelled = min(bits, 2)
        high = self.symbol(model, REST + 4 * size, modelled, value >> bits - modelled)
        return high << bits - modelled | self.raw(bits - modelled, value)

    def raw(self, bits: int, value: int) -> int:
        """The lowest bits of a value, without a model."""
        result = 0
        while bits:
            some = min(bits, 8)
            bits -= some
            result = result << some | self.few(some, value >> bits & (1 << some) - 1)
        return result


class Encoder(Coder):
    """A binary range coder: a number in [low, low + range) says which way each decision went."""

    def __init__(self) -> None:
        self.low, self.range = 0, 0xFFFF_FFFF
        self.out = bytearray()

    def bit(self, model: Model, place: int, bit: int) -> int:
        bound = (self.range >> 17) * (model.fast[place] + model.slow[place])
        if bit:
            self.range = bound
        else:
            self.low += bound
            self.range -= bound
        model.learn(place, bit)
        while self.range < 1 << 24:
            self.shift()
        return bit

    def few(self, bits: int, value: int) -> int:
        self.range >>= bits
        self.low += self.range * value
        while self.range < 1 << 24:
            self.shift()
        return value

    def shift(self) -> None:
        """Gives away the highest byte of low; a carry goes back into the bytes given before."""
        if self.low >> 32:
            place = len(self.out) - 1
            while self.out[place] == 255:
                self.out[place] = 0
                place -= 1
            self.out[place] += 1
        self.out.append(self.low >> 24 & 255)
        self.low = self.low << 8 & 0xFFFF_FFFF
        self.range <<= 8

    def finish(self) -> bytes:
        for _ in range(4):
            self.shift()
        return bytes(self.out)


class Decoder(Coder):
    """The same decisions, from the same chances."""

    def __init__(self, blob: bytes, start: int) -> None:
        self.blob, self.next = blob, start + 4
        self.code, self.range = int.from_bytes(blob[start : start + 4], "big"), 0xFFFF_FFFF

    def bit(self, model: Model, place: int, bit: int) -> int:
        bound = (self.range >> 17) * (model.fast[place] + model.slow[place])
        bit = 1 if self.code < bound else 0
        if bit:
            self.range = bound
        else:
            self.code -= bound
            self.range -= bound
        model.learn(place, bit)
        while self.range < 1 << 24:
            self.shift()
        return bit

    def few(self, bits: int, value: int) -> int:
        self.range >>= bits
        value = self.code // self.range
        self.code -= value * self.range
        while self.range < 1 << 24:
            self.shift()
        return value

    def shift(self) -> None:
        self.code = self.code << 8 | self.blob[self.next]
        self.next += 1
        self.range <<= 8


# Numbers as bits. A decoder is given any numbers, and returns the true ones.


def code_residuals(coder: Coder, layout: Layout, numbers: list[int]) -> list[int]:
    """Codes each number in the context of how large its neighbours were; leaves and returns all of them."""
    model, depth, channels = Model(), DEPTHS[layout.width], layout.channels
    slow, fast = [0] * channels, [0] * channels
    above = layout.row if layout.is_image else 0
    for index, number in enumerate(numbers):
        channel = index % channels
        long, short = slow[channel], fast[channel]
        near = long + short
        if 0 < above <= index:
            near = near + short + (abs(numbers[index - above]) << 7) >> 1
        context = 3 * half_octaves(near) + (1 if 2 * short > 3 * long else 2 if 2 * short < long else 0)
        numbers[index] = number = code_number(coder, model, context << depth, depth, number)
        size = min(abs(number), 1 << 40) << 7
        slow[channel] += size - long >> 5
        fast[channel] += size - short >> 2
    return numbers


def half_octaves(number: int) -> int:
    size = number.bit_length()
    return 2 * size + (number >> size - 2 & 1) if size > 1 else size


def code_number(coder: Coder, model: Model, start: int, depth: int, number: int) -> int:
    """A number as the length of its magnitude, its sign, and what follows the first bit."""
    magnitude = abs(number)
    size = coder.symbol(model, start, depth, magnitude.bit_length())
    if not size:
        return 0
    negative = coder.bit(model, SIGN + size, number < 0)
    first = 1 << size - 1
    magnitude = first + coder.rest(model, size, size - 1, magnitude & first - 1)
    return -magnitude if negative else magnitude


def code_exponents(coder: Coder, layout: Layout, samples: list[int]) -> list[int]:
    """bfloat16: exponents in the context of those above in their column, then seven bits and the sign."""
    model, columns = Model(), layout.row or layout.channels
    usual = [0] * columns
    for index, sample in enumerate(samples):
        column = index % columns
        exponent = coder.symbol(model, usual[column] + 8 >> 4 << 8, 8, sample >> 7 & 255)
        rest = coder.rest(model, exponent, 8, (sample & 127) << 1 | sample >> 15)
        samples[index] = (rest & 1) << 15 | exponent << 7 | rest >> 1
        miss = (exponent << 6) - usual[column]
        usual[column] += miss >> 3 if usual[column] else miss
    return samples
