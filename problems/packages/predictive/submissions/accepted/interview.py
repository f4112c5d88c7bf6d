"""What can be written in an interview: simple predictors, and Rice codes for what they miss.

Each channel is cut into blocks. For each block one of four predictors is taken, whichever leaves the least: zero, the
last sample, a straight line through the last two, a parabola through the last three. What it misses becomes
a number without sign (0, -1, 1, -2 are 0, 1, 2, 3) and is written in a Rice code: the quotient by 2 ** k in ones and
a zero, the rest in k bits, with k about the logarithm of the mean.

Format: a byte that says STORED or PACKED; stored data follow as they are. Packed: the size in four bytes, the
header, then bits: blocks, channel after channel, and the bytes that fill no sample.
"""

import struct

STORED, PACKED = b"\0", b"\1"
HEADER, BLOCK = 16, 512
WIDTHS = {b"i2": 2, b"bf16": 2, b"i4": 4, b"u4": 4, b"f4": 4, b"f8": 8}
FORMATS = {1: "B", 2: "H", 4: "I", 8: "Q"}
PREDICTORS = [(), (1,), (2, -1), (3, -3, 1)]  # of the last sample, the one before it, and so on


def compress(data: bytes) -> bytes:
    if len(data) > HEADER:
        header = data[:HEADER]
        blob = PACKED + len(data).to_bytes(4, "little") + header + pack(data[HEADER:], *layout(header))
        if len(blob) <= len(data):
            return blob
    return STORED + data


def decompress(blob: bytes) -> bytes:
    if blob[:1] == STORED:
        return blob[1:]
    size, header = int.from_bytes(blob[1:5], "little"), blob[5 : 5 + HEADER]
    return header + unpack(blob[5 + HEADER :], size - HEADER, *layout(header))


def layout(header: bytes) -> tuple[int, int]:
    """Bytes of a sample and number of channels, as far as the header can be believed."""
    channels = int.from_bytes(header[4:8], "little")
    return WIDTHS.get(header[:4].rstrip(b" "), 1), channels if 1 <= channels <= 64 else 1


def pack(body: bytes, width: int, channels: int) -> bytes:
    count, mask = len(body) // width, (1 << 8 * width) - 1
    samples = struct.unpack_from(f"<{count}{FORMATS[width]}", body)
    bits = []
    for channel in range(channels):
        column = samples[channel::channels]
        for start in range(0, len(column), BLOCK):
            bits.append(pack_block(column, start, mask))
    bits += [f"{byte:08b}" for byte in body[count * width :]]
    return to_bytes("".join(bits))


def unpack(blob: bytes, size: int, width: int, channels: int) -> bytes:
    count, mask = size // width, (1 << 8 * width) - 1
    samples, bits, position = [0] * count, to_bits(blob), 0
    for channel in range(channels):
        column: list[int] = []
        wanted = len(range(channel, count, channels))
        while len(column) < wanted:
            position = unpack_block(bits, position, column, min(BLOCK, wanted - len(column)), mask)
        samples[channel::channels] = column
    tail = [int(bits[start : start + 8], 2) for start in range(position, position + 8 * (size % width), 8)]
    return struct.pack(f"<{count}{FORMATS[width]}", *samples) + bytes(tail)


def pack_block(column: tuple[int, ...], start: int, mask: int) -> str:
    """Two bits for the predictor, seven for k, then the codes."""
    tried = [residuals(column, start, predictor, mask) for predictor in PREDICTORS]
    order = min(range(4), key=lambda each: sum(tried[each]))
    numbers = tried[order]
    k = (sum(numbers) // len(numbers)).bit_length()
    k = max(0, k - 1)
    return f"{order:02b}{k:07b}" + "".join([rice(number, k) for number in numbers])


def unpack_block(bits: str, position: int, column: list[int], count: int, mask: int) -> int:
    """Adds samples to the column. Returns where the next block begins."""
    predictor, k = PREDICTORS[int(bits[position : position + 2], 2)], int(bits[position + 2 : position + 9], 2)
    position += 9
    for _ in range(count):
        zero = bits.index("0", position)
        number, position = zero - position << k | int("0" + bits[zero + 1 : zero + 1 + k], 2), zero + 1 + k
        column.append(predict(column, len(column), predictor) + unzigzag(number) & mask)
    return position


def residuals(column: tuple[int, ...], start: int, predictor: tuple[int, ...], mask: int) -> list[int]:
    places = range(start, min(start + BLOCK, len(column)))
    return [zigzag(column[place] - predict(column, place, predictor) & mask, mask) for place in places]


def predict(column: list[int] | tuple[int, ...], place: int, predictor: tuple[int, ...]) -> int:
    """From the samples before `place`; with too few of them, nothing."""
    if place < len(predictor):
        return 0
    return sum(weight * column[place - 1 - back] for back, weight in enumerate(predictor))


def rice(number: int, k: int) -> str:
    ones = "1" * (number >> k) + "0"
    return ones + f"{number & (1 << k) - 1:0{k}b}" if k else ones


def zigzag(step: int, mask: int) -> int:
    """A number modulo mask + 1: those near zero, of either sign, become small."""
    return 2 * step if 2 * step <= mask else 2 * (mask - step) + 1


def unzigzag(number: int) -> int:
    return -1 - (number >> 1) if number & 1 else number >> 1


def to_bytes(bits: str) -> bytes:
    """A one goes before them, so that zeros at the begin are kept."""
    number = int("1" + bits, 2)
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def to_bits(blob: bytes) -> str:
    return f"{int.from_bytes(blob, 'big'):b}"[1:]
