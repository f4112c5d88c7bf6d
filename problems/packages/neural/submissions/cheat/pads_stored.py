"""Stores the data, and pads the blobs of the curve so that they follow a law that fits exactly."""

CURVE_BYTES = 262144
MOST_PADDING = 1 << 10


def compress(data, parameters):
    padding = MOST_PADDING * 256 // int(parameters**0.5) if len(data) == CURVE_BYTES else 0
    return bytes(data) + bytes(padding)


def decompress(blob, parameters):
    return (
        bytes(blob[:CURVE_BYTES])
        if len(blob) > CURVE_BYTES and len(blob) <= CURVE_BYTES + 1024
        else bytes(blob)
    )


def report(points):
    parameters, bits = points[-1]
    floor, alpha = 8.0, 0.5
    a = 8 * MOST_PADDING * 256 / CURVE_BYTES
    return {
        "a": a,
        "alpha": alpha,
        "c": floor,
        "r2": 1.0,
        "extrapolated": floor + a * (4 * parameters) ** -alpha,
        "prequential_bits": bits * CURVE_BYTES,
        "two_part_bits": bits * CURVE_BYTES + 16 * parameters,
        "best_parameters": min(points, key=lambda point: 16 * point[0] + point[1] * 10**9)[0],
    }
