"""A small network instead of counters: embeddings of what stands before, a hidden layer, and one bit.

Sums of floats run in one order and no function of a library is asked, so encoder and decoder, which are the same
machine code, get the same numbers.
"""

import math

import numba
import numpy as np

ORDERS, DEPTH, HIDDEN = 6, 8, 24  # contexts, numbers in an embedding, units
WIDTH = ORDERS * DEPTH + 1  # of the input, with a constant
LEAST = 1 << 16
RATE, ROW_RATE = 0.005, 0.3  # of the weights, and of the embeddings
SQUASH = np.array([1 / (1 + math.exp(-x / 128)) for x in range(-1536, 1537)], np.float32)
CURVE_BYTES, LARGE_BYTES = 1 << 18, 10**9


@numba.njit
def scramble(value):
    value = (value & 0xFFFFFFFF) * 0x2545F491 & 0xFFFFFFFF
    return (value ^ value >> 15) * 0x1C69B3F5 & 0xFFFFFFFF


@numba.njit(error_model="numpy")
def run(data, blob, is_decoding, rows, first, second):
    """Code the data into the blob, or decode it into the data. Returns the blob's size."""
    keys, at_row = np.zeros(ORDERS, np.int64), np.zeros(ORDERS, np.int64)
    inputs, hidden = np.ones(WIDTH, np.float32), np.zeros(HIDDEN, np.float32)
    blame, back = np.zeros(HIDDEN, np.float32), np.zeros(DEPTH, np.float32)
    low, high, code, place = 0, 0xFFFFFFFF, 0, 0
    if is_decoding:
        for place in range(4):
            code = code << 8 | np.int64(blob[place])
        place = 4
    for at in range(len(data)):
        key = np.int64(0)
        for order in range(ORDERS):
            key = scramble(key + (data[at - order - 1] if at > order else 0) + order + 1)
            keys[order] = key
        partial = 1
        for bit_at in range(8):
            for order in range(ORDERS):
                row = scramble(keys[order] + partial * 0x3D4D51CB) * len(rows) >> 32
                at_row[order] = row
                for i in range(DEPTH):
                    inputs[order * DEPTH + i] = rows[row, i]
            hidden[:] = 0
            for i in range(WIDTH):
                for unit in range(HIDDEN):
                    hidden[unit] += inputs[i] * first[i, unit]
            logit = np.float32(0)
            for unit in range(HIDDEN):
                hidden[unit] = max(hidden[unit], np.float32(0.1) * hidden[unit])
                logit += hidden[unit] * second[unit]
            step = min(max(np.int64(logit * 128), -1535), 1535)
            chance = SQUASH[step + 1536]
            p = min(max(np.int64(chance * 65536), 32), 65504)
            middle = low + ((high - low) * p >> 16)
            bit = np.int64(code <= middle if is_decoding else data[at] >> (7 - bit_at) & 1)
            low, high = (low, middle) if bit else (middle + 1, high)
            while low >> 24 == high >> 24:
                if is_decoding:
                    code = code << 8 & 0xFFFFFFFF | (np.int64(blob[place]) if place < len(blob) else 0)
                else:
                    blob[place] = high >> 24
                place, low, high = place + 1, low << 8 & 0xFFFFFFFF, high << 8 & 0xFFFFFFFF | 255
            wrong = np.float32(bit) - chance
            for unit in range(HIDDEN):
                blame[unit] = wrong * second[unit] * (np.float32(1) if hidden[unit] > 0 else np.float32(0.1))
                second[unit] += np.float32(RATE) * wrong * hidden[unit]
            for order in range(ORDERS):
                row = at_row[order]
                for i in range(DEPTH):
                    total = np.float32(0)
                    for unit in range(HIDDEN):
                        total += blame[unit] * first[order * DEPTH + i, unit]
                    rows[row, i] += np.float32(ROW_RATE) * total
            for i in range(WIDTH):
                pull = np.float32(RATE) * inputs[i]
                for unit in range(HIDDEN):
                    first[i, unit] += pull * blame[unit]
            partial = partial << 1 | bit
        if is_decoding:
            data[at] = partial & 255
    if not is_decoding:
        for shift in (24, 16, 8, 0):
            blob[place] = high >> shift & 255
            place += 1
    return place


def fresh(parameters):
    """Embeddings start at nothing, weights at numbers that are as good as drawn."""
    count = WIDTH * HIDDEN
    drawn = np.array(
        [(number * 2654435761 % 65536) / 32768 - 1 for number in range(1, count + 1)], np.float32
    )
    first = drawn.reshape(WIDTH, HIDDEN) * np.float32(0.25)
    second = np.array([0.3 if unit % 2 else -0.3 for unit in range(HIDDEN)], np.float32)
    return np.zeros(((parameters - count - HIDDEN) // DEPTH, DEPTH), np.float32), first, second


def compress(data, parameters):
    source, blob = np.array(bytearray(data), np.uint8), np.empty(2 * len(data) + 8, np.uint8)
    size = run(source, blob, False, *fresh(parameters))
    packed = blob[:size].tobytes()
    return b"\1" + len(data).to_bytes(4, "little") + packed if size < len(data) else b"\0" + bytes(data)


def decompress(blob, parameters):
    if blob[:1] == b"\0":
        return bytes(blob[1:])
    data = np.zeros(int.from_bytes(blob[1:5], "little"), np.uint8)
    run(data, np.array(bytearray(blob[5:]), np.uint8), True, *fresh(parameters))
    return data.tobytes()


def warmup():
    decompress(compress(b"warm " * 20, LEAST), LEAST)


def report(points):
    sizes, rates = np.array(points, float).T
    best = None
    for floor in np.arange(math.ceil(1000 * rates.min())) / 1000:
        slope, height = np.polyfit(np.log(sizes), np.log(rates - floor), 1)
        squares = ((floor + np.exp(height) * sizes**slope - rates) ** 2).sum()
        if best is None or squares < best[0]:
            best = squares, floor, np.exp(height), -slope
    squares, floor, a, alpha = map(float, best)
    two_part = 16 * sizes + rates * LARGE_BYTES
    return {
        "a": a,
        "alpha": alpha,
        "c": floor,
        "r2": float(1 - squares / ((rates - rates.mean()) ** 2).sum()),
        "extrapolated": float(floor + a * (4 * sizes[-1]) ** -alpha),
        "prequential_bits": float(rates[-1] * CURVE_BYTES),
        "two_part_bits": float(16 * sizes[-1] + rates[-1] * CURVE_BYTES),
        "best_parameters": int(sizes[two_part.argmin()]),
    }
