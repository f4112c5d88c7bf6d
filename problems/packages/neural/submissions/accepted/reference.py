"""Context mixing, learned while it reads: the decoder learns the same, so that no weights are sent.

Each bit is predicted in twelve contexts, by an adaptive probability for each; logistic units mix the
predictions and learn from every bit, and a binary arithmetic coder writes it. All numbers are integers, so the
decoder finds the very same probabilities on every machine. After M. Mahoney, "Adaptive weighing of context
models for lossless data compression" (2005).
"""

import decimal
import math
from collections import namedtuple

import numba
import numpy as np

ONE = 1 << 16  # a probability of 1
LOGIT = 2047  # the largest; 256 stand for 1 nat
COUNT_BITS = 9  # of a slot: how often it was seen; above them 22 bits of probability
COUNT = (1 << COUNT_BITS) - 1
SLOT_ONE = 1 << 22
MOST_SEEN = 255
DEPTH = 2  # bits that a group of slots predicts
GROUP = 1 << DEPTH  # a check, then the nodes of a binary tree
CONTEXTS = 12
INPUTS = 2 * CONTEXTS + 3
SETS = 3
STEPS, BUCKETS = 16, 33  # of a map: how often seen, and where the logit lies
LEAST_MATCH, MOST_MATCH = 5, 63
MASK = 0xFFFFFFFF
STORED, CODED = b"\0", b"\1"

Plan = namedtuple("Plan", "slots weight_rows sharpen_rows places")
Model = namedtuple("Model", "slots weights final maps sharpen places lengths")

# What only `run` calls needs no way in from Python, which would be a fifth of all compiling.
inner = numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, error_model="numpy")


def logistic_tables():
    """Probability of a logit, and logit of a probability's upper 12 bits: rounded the same everywhere."""
    with decimal.localcontext() as context:
        context.prec = 30
        squash = [int(ONE / (1 + (decimal.Decimal(-x) / 256).exp())) for x in range(-LOGIT, LOGIT + 1)]
        odds = [decimal.Decimal(2 * p + 1) / (8191 - 2 * p) for p in range(4096)]
        stretch = [int(each.ln() * 256) for each in odds]
    return np.array(squash, np.int32), np.array([min(max(x, -LOGIT), LOGIT) for x in stretch], np.int32)


SQUASH, STRETCH = logistic_tables()
RATES = np.array([2 * ONE // (2 * seen + 3) for seen in range(COUNT + 1)], np.int32)
STEP = np.array([min(n, 6) if n < 6 else min(STEPS - 1, n.bit_length() + 4) for n in range(COUNT + 1)], np.int32)


def plan_for(parameters):
    """A sixteenth each for weights and places to look for matches, an eighth for sharpening, as far as they can
    be of use; what is left becomes slots."""
    weight_rows = max(1, min(256, parameters // 16 // (SETS * (INPUTS + 1))))
    sharpen_rows = max(1, min(1 << 13, parameters // 16 // BUCKETS))
    places = min(1 << 18, parameters // 16)
    rest = weight_rows * SETS * (INPUTS + 1) + 2 * sharpen_rows * BUCKETS + places
    rest += CONTEXTS * STEPS * BUCKETS + MOST_MATCH + 1
    return Plan((parameters - rest) // GROUP * GROUP, weight_rows, sharpen_rows, places)


def fresh(plan):
    """The model before it has seen anything: these arrays are all its parameters."""
    line = [SQUASH[min(max(128 * bucket - 2048, -LOGIT), LOGIT) + LOGIT] for bucket in range(BUCKETS)]
    return Model(
        slots=np.zeros(plan.slots, np.int32),
        weights=np.full((SETS, plan.weight_rows, INPUTS), ONE * 3 // 10, np.int32),
        final=np.full((plan.weight_rows, SETS), ONE // SETS, np.int32),
        maps=np.tile(np.array(line, np.int32), (CONTEXTS, STEPS, 1)),
        sharpen=np.tile(np.array(line, np.int32), (2, plan.sharpen_rows, 1)),
        places=np.zeros(plan.places, np.int32),
        lengths=np.array([SQUASH[LOGIT + min(1200, 256 + 40 * n)] for n in range(MOST_MATCH + 1)], np.int32),
    )


@inner
def clipped(logit):
    return min(max(logit, -LOGIT), LOGIT)


@inner
def scramble(value):
    """32 bits in which all bits of the value have a say."""
    value = (value & MASK) * 0x2545F491 & MASK
    return (value ^ value >> 15) * 0x1C69B3F5 & MASK


@inner
def behind(data, at, distance):
    return np.int64(data[at - distance]) if at >= distance else np.int64(0)


@inner
def name_contexts(data, at, words, keys):
    """A number for what stands before the byte at `at`, as each context sees it."""
    column, word, word_before, token, token_before, token_before_that = words
    above = behind(data, at, column + 1)
    keys[0] = scramble(min(column, 255) << 8 | above)
    key = np.int64(0)
    for order in range(1, 9):
        key = scramble(key + behind(data, at, order) + 1)
        if order <= 6:
            keys[order] = key
        elif order == 8:
            keys[7] = key
    keys[8] = scramble(word + behind(data, at, 1))
    keys[9] = scramble(word + scramble(word_before + 1))
    pair = scramble(token + scramble(token_before + 2))
    keys[10] = pair
    keys[11] = scramble(pair + scramble(token_before_that + 3))
    for i in range(CONTEXTS):
        keys[i] = scramble(keys[i] + i + 1)


@inner
def take_in(byte, words):
    """Keep column, word and tokens up to date: a word is letters, a token is what stands between blanks."""
    words[0] = 0 if byte == 10 else words[0] + 1
    if 97 <= byte | 32 <= 122 or byte >= 128:
        words[1] = scramble(words[1] + (byte | 32 if byte < 128 else byte))
    elif words[1]:
        words[2], words[1] = words[1], 0
    if byte > 32:
        words[3] = scramble(words[3] + byte)
    elif words[3]:
        words[5], words[4], words[3] = words[4], words[3], 0


@inner
def find(slots, key):
    """Where a context's group starts: its check says so, or it gets the less used of two groups, cleared."""
    check = key & 0x3FFFFFFF | 1
    groups = len(slots) // GROUP
    group = scramble(key) * groups >> 32
    at, other = group * GROUP, (group ^ 1) * GROUP
    if slots[at] == check:
        return at
    if other < len(slots):
        if slots[other] == check:
            return other
        if slots[other + 1] & COUNT < slots[at + 1] & COUNT:
            at = other
    slots[at] = check
    for node in range(1, GROUP):
        slots[at + node] = SLOT_ONE // 2 << COUNT_BITS
    return at


@inner
def find_all(slots, keys, partial, starts):
    """The groups for the next bits; how many contexts were seen before."""
    seen = 0
    for i in range(CONTEXTS):
        starts[i] = find(slots, keys[i] if partial == 1 else scramble(keys[i] + partial * 0x3D4D51CB))
        seen += slots[starts[i] + 1] & COUNT > 0
    return seen


@inner
def ask_slots(slots, maps, starts, node, inputs, cells):
    """Two inputs for each context: its logit, and what such a logit, seen so often, has meant so far."""
    for i in range(CONTEXTS):
        slot = slots[starts[i] + node]
        seen = slot & COUNT
        logit = STRETCH[slot >> COUNT_BITS >> 10]
        cells[i] = STEP[seen] * BUCKETS + (logit + 2048 + 64 >> 7)
        meant = STRETCH[maps[i, cells[i] // BUCKETS, cells[i] % BUCKETS] >> 4]
        inputs[2 * i] = meant if seen else 0
        inputs[2 * i + 1] = logit if seen else 0


@inner
def teach_slots(slots, maps, starts, node, cells, bit):
    for i in range(CONTEXTS):
        slot = np.int64(slots[starts[i] + node])
        seen = slot & COUNT
        if seen:
            row, column = cells[i] // BUCKETS, cells[i] % BUCKETS
            maps[i, row, column] += (bit * (ONE - 1) - maps[i, row, column]) >> 7
        p = slot >> COUNT_BITS
        p += (bit * (SLOT_ONE - 1) - p) * RATES[seen] >> 16
        slots[starts[i] + node] = p << COUNT_BITS | min(seen + 1, MOST_SEEN)


@inner
def ask_match(data, match, length, partial, bit_at, lengths, inputs):
    """Whether the byte after the match agrees so far; then the next bit it says, else -1."""
    inputs[-3] = inputs[-2] = 0
    inputs[-1] = 256
    if length == 0:
        return -1
    expected = np.int64(data[match]) | 256
    if expected >> (8 - bit_at) != partial:
        return -1
    bit, sign = expected >> (7 - bit_at) & 1, 2 * (expected >> (7 - bit_at) & 1) - 1
    inputs[-3] = sign * STRETCH[lengths[length_step(length)] >> 4]
    inputs[-2] = sign * min(length, 32) * 16
    return bit


@inner
def length_step(length):
    return length if length < 32 else min(MOST_MATCH, 30 + length // 16)


@inner
def mix(weights, final, rows, inputs, logits):
    """A logit from each set of weights, and one from these."""
    total = np.int64(0)
    for s in range(SETS):
        dot = np.int64(0)
        for i in range(INPUTS):
            dot += np.int64(weights[s, rows[s], i]) * inputs[i]
        logits[s] = clipped(dot >> 16)
        total += np.int64(final[rows[0], s]) * logits[s]
    return clipped(total >> 16)


@inner
def teach_mix(weights, final, rows, inputs, logits, mixed, bit):
    """Move each weight along its input by what its set got wrong: the gradient of the bits that are spent."""
    for s in range(SETS):
        error = (bit * ONE - SQUASH[logits[s] + LOGIT]) * 2
        for i in range(INPUTS):
            weights[s, rows[s], i] += inputs[i] * error + ONE // 2 >> 16
    error = bit * ONE - SQUASH[mixed + LOGIT]
    for s in range(SETS):
        final[rows[0], s] += logits[s] * error + ONE // 2 >> 16


@inner
def between(row, logit):
    """The map's value at a logit, between the two buckets that it lies between."""
    bucket, part = logit + 2048 >> 7, logit + 2048 & 127
    return (np.int64(row[bucket]) * (128 - part) + np.int64(row[bucket + 1]) * part) >> 7


@inner
def teach_nearest(row, logit, bit):
    bucket = logit + 2048 + 64 >> 7
    row[bucket] += (bit * (ONE - 1) - row[bucket]) >> 5


@inner
def look_for_match(data, at, places, match, length):
    """Go on with a match, or look where the last bytes stood before; where it is now, and how long."""
    if at < LEAST_MATCH:
        return 0, 0
    key = np.int64(0)
    for distance in range(1, LEAST_MATCH + 1):
        key = scramble(key + data[at - distance] + 1)
    place = key * len(places) >> 32
    if length:
        match, length = match + 1, length + 1
    else:
        match = np.int64(places[place])
        while length < 400 and match > length and data[match - length - 1] == data[at - length - 1]:
            length += 1
    places[place] = at
    return (match, length) if length >= LEAST_MATCH - 2 else (0, 0)


@numba.njit(error_model="numpy")
def run(data, blob, is_decoding, model):
    """Code the data into the blob, or decode it into the data. Bytes of the blob, or -1 where it is too small."""
    keys, starts, cells = np.zeros((3, CONTEXTS), np.int64)
    words, rows, logits = np.zeros(6, np.int64), np.zeros(SETS, np.int64), np.zeros(SETS, np.int64)
    inputs = np.zeros(INPUTS, np.int64)
    weight_rows, sharpen_rows = model.final.shape[0], model.sharpen.shape[1]
    low, high, code, place, match, length, seen = 0, MASK, 0, 0, 0, 0, 0
    if is_decoding:
        for place in range(4):
            code = code << 8 | np.int64(blob[place])
        place = 4
    for at in range(len(data)):
        last = behind(data, at, 1)
        last_two = last << 8 | behind(data, at, 2)
        name_contexts(data, at, words, keys)
        match, length = look_for_match(data, at, model.places, match, length)
        partial = node = 1
        for bit_at in range(8):
            if bit_at % DEPTH == 0:
                node, seen = 1, find_all(model.slots, keys, partial, starts)
            ask_slots(model.slots, model.maps, starts, node, inputs, cells)
            expected = ask_match(data, match, length, partial, bit_at, model.lengths, inputs)
            rows[0] = partial * weight_rows >> 8
            rows[1] = ((min(length, 15) if expected >= 0 else 0) * 16 + seen) * weight_rows >> 8
            rows[2] = last * weight_rows >> 8
            mixed = mix(model.weights, model.final, rows, inputs, logits)
            one = model.sharpen[0, scramble(last << 8 | partial) * sharpen_rows >> 32]
            two = model.sharpen[1, scramble(last_two << 8 | partial) * sharpen_rows >> 32]
            p = 2 * np.int64(SQUASH[mixed + LOGIT]) + between(one, mixed) + between(two, mixed) >> 2
            middle = low + ((high - low) * min(max(p, 24), ONE - 24) >> 16)
            bit = (code <= middle) if is_decoding else data[at] >> (7 - bit_at) & 1
            bit = np.int64(bit)
            low, high = (low, middle) if bit else (middle + 1, high)
            while (low ^ high) >> 24 == 0:
                if place == len(blob) and not is_decoding:
                    return -1
                if is_decoding:
                    code = code << 8 & MASK | (np.int64(blob[place]) if place < len(blob) else 0)
                else:
                    blob[place] = high >> 24
                place, low, high = place + 1, low << 8 & MASK, high << 8 & MASK | 255
            teach_slots(model.slots, model.maps, starts, node, cells, bit)
            teach_mix(model.weights, model.final, rows, inputs, logits, mixed, bit)
            teach_nearest(one, mixed, bit)
            teach_nearest(two, mixed, bit)
            if expected >= 0:
                step = length_step(length)
                model.lengths[step] += ((expected == bit) * (ONE - 1) - model.lengths[step]) >> 6
                length = length if expected == bit else 0
            node, partial = node << 1 | bit, partial << 1 | bit
        if is_decoding:
            data[at] = partial & 255
        take_in(partial & 255, words)
    if not is_decoding:
        if place + 4 > len(blob):
            return -1
        for shift in (24, 16, 8, 0):
            blob[place] = high >> shift & 255
            place += 1
    return place


def compress(data, parameters):
    source, blob = np.array(bytearray(data), np.uint8), np.empty(len(data), np.uint8)
    size = run(source, blob, False, fresh(plan_for(parameters)))
    if size < 0:
        return STORED + bytes(data)
    return CODED + len(data).to_bytes(4, "little") + blob[:size].tobytes()


def decompress(blob, parameters):
    if blob[:1] == STORED:
        return bytes(blob[1:])
    data = np.zeros(int.from_bytes(blob[1:5], "little"), np.uint8)
    run(data, np.array(bytearray(blob[5:]), np.uint8), True, fresh(plan_for(parameters)))
    return data.tobytes()


def warmup():
    assert decompress(compress(b"warm " * 20, 1 << 16), 1 << 16) == b"warm " * 20


CURVE_BYTES = 1 << 18
LARGE_BYTES = 10**9
BITS_A_PARAMETER = 16


def report(points):
    """The law L(N) = c + a·N^-alpha through the points, what it foretells, and the lengths of two codes."""
    sizes, rates = np.array(points, float).T
    squares, floor, a, alpha = min(fits(sizes, rates))
    largest = float(sizes[-1])
    lengths = BITS_A_PARAMETER * sizes + rates * LARGE_BYTES
    return {
        "a": a,
        "alpha": alpha,
        "c": floor,
        "r2": 1 - squares / float(((rates - rates.mean()) ** 2).sum()),
        "extrapolated": floor + a * (4 * largest) ** -alpha,
        "prequential_bits": float(rates[-1]) * CURVE_BYTES,
        "two_part_bits": BITS_A_PARAMETER * largest + float(rates[-1]) * CURVE_BYTES,
        "best_parameters": int(sizes[lengths.argmin()]),
    }


def fits(sizes, rates):
    """For each floor that is thinkable: the line through the logarithms, and how far the law is from the rates."""
    for step in range(math.ceil(1000 * rates.min())):
        floor = step / 1000
        slope, height = np.polyfit(np.log(sizes), np.log(rates - floor), 1)
        squares = ((floor + np.exp(height) * sizes**slope - rates) ** 2).sum()
        yield float(squares), floor, float(np.exp(height)), float(-slope)
