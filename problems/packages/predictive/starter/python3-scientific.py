"""A delta codec that is right but far from good. Make it better.

Format: one byte that says STORED or PACKED; stored data follow as they are. Packed: the size in four bytes and
the header; then, channel after channel, each sample less the one before it, in blocks of 64: a byte says how
many bits the largest needs (small steps of either sign are small numbers), then come so many bits for each. The
bytes that fill no sample are the end. A double is taken as two samples of 32 bits.
"""

import numpy

STORED, PACKED = b"\0", b"\1"
HEADER, BLOCK = 16, 64
TYPES = {b"i2": "<u2", b"bf16": "<u2", b"i4": "<u4", b"u4": "<u4", b"f4": "<u4", b"f8": "<u4"}  # else bytes


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


def layout(header: bytes) -> tuple[numpy.dtype, int]:
    """Type of a sample and number of channels, as far as the header can be believed."""
    kind = header[:4].rstrip(b" ")
    channels = int.from_bytes(header[4:8], "little")
    if not 1 <= channels <= 64:
        channels = 1
    return numpy.dtype(TYPES.get(kind, "u1")), 2 * channels if kind == b"f8" else channels


def pack(body: bytes, kind: numpy.dtype, channels: int) -> bytes:
    count = len(body) // kind.itemsize
    samples = numpy.frombuffer(body, kind, count)
    out = []
    for channel in range(channels):
        column = samples[channel::channels]
        steps = zigzag(numpy.diff(column, prepend=column.dtype.type(0)))
        out += [pack_block(steps[start : start + BLOCK]) for start in range(0, len(steps), BLOCK)]
    return b"".join(out) + body[count * kind.itemsize :]


def unpack(blob: bytes, size: int, kind: numpy.dtype, channels: int) -> bytes:
    samples, position = numpy.zeros(size // kind.itemsize, kind), 0
    for channel in range(channels):
        column = samples[channel::channels]
        for start in range(0, len(column), BLOCK):
            block = column[start : start + BLOCK]
            block[:], position = unpack_block(blob, position, len(block), kind)
        column[:] = numpy.cumsum(unzigzag(column), dtype=kind)
    return samples.tobytes() + blob[position:]


def pack_block(steps: numpy.ndarray) -> bytes:
    """The highest bits of all steps are zeros; the others follow each other."""
    bits = int(steps.max()).bit_length()
    digits = numpy.unpackbits(steps[:, None].byteswap().view(numpy.uint8), axis=1)
    return bytes([bits]) + numpy.packbits(digits[:, digits.shape[1] - bits :]).tobytes()


def unpack_block(blob: bytes, position: int, count: int, kind: numpy.dtype) -> tuple[numpy.ndarray, int]:
    """The steps of a block, and where the next one begins."""
    bits, start = blob[position], position + 1
    end = start + (bits * count + 7) // 8
    digits = numpy.zeros((count, 8 * kind.itemsize), numpy.uint8)
    packed = numpy.unpackbits(numpy.frombuffer(blob[start:end], numpy.uint8), count=bits * count)
    digits[:, digits.shape[1] - bits :] = packed.reshape(count, bits)
    return numpy.packbits(digits, axis=1).view(kind.newbyteorder(">"))[:, 0], end


def zigzag(steps: numpy.ndarray) -> numpy.ndarray:
    """0, -1, 1, -2 become 0, 1, 2, 3; unsigned numbers wrap around."""
    return steps << 1 ^ 0 - (steps >> 8 * steps.itemsize - 1)


def unzigzag(numbers: numpy.ndarray) -> numpy.ndarray:
    return numbers >> 1 ^ 0 - (numbers & 1)
