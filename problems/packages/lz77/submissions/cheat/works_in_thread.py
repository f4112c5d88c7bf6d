"""Lets a second thread do the work and waits for it, in the hope that only the main thread is timed.

Expected: accepted, with no more points than the same codec in one thread: all of the sandbox is charged.
"""

import _thread

MIN_MATCH = 4
MAX_MATCH = 131
WINDOW = 65535


def in_thread(function, data: bytes) -> bytes:
    done = _thread.allocate_lock()
    done.acquire()
    answers: list[bytes] = []

    def work() -> None:
        answers.append(function(data))
        done.release()

    _thread.start_new_thread(work, ())
    done.acquire()
    return answers[0]


def compress(data: bytes) -> bytes:
    return in_thread(honest_compress, data)


def decompress(blob: bytes) -> bytes:
    return in_thread(honest_decompress, blob)


# The starter codec, honest.


def honest_compress(data: bytes) -> bytes:
    packed = pack(data)
    return b"P" + packed if len(packed) < len(data) else b"S" + data


def honest_decompress(blob: bytes) -> bytes:
    return unpack(blob[1:]) if blob[:1] == b"P" else blob[1:]


def pack(data: bytes) -> bytes:
    out = bytearray()
    last_seen = {}
    literals_from = position = 0
    while position + MIN_MATCH <= len(data):
        key = data[position : position + MIN_MATCH]
        candidate = last_seen.get(key, -1)
        last_seen[key] = position
        if candidate < 0 or position - candidate > WINDOW:
            position += 1
            continue
        length = match_length(data, candidate, position)
        write_literals(out, data[literals_from:position])
        out.append(length + 124)
        out += (position - candidate).to_bytes(2, "little")
        position += length
        literals_from = position
    write_literals(out, data[literals_from:])
    return bytes(out)


def match_length(data: bytes, candidate: int, position: int) -> int:
    limit = min(MAX_MATCH, len(data) - position)
    length = MIN_MATCH
    while length < limit and data[candidate + length] == data[position + length]:
        length += 1
    return length


def write_literals(out: bytearray, literals: bytes) -> None:
    for start in range(0, len(literals), 128):
        chunk = literals[start : start + 128]
        out.append(len(chunk) - 1)
        out += chunk


def unpack(blob: bytes) -> bytes:
    out = bytearray()
    position = 0
    while position < len(blob):
        control = blob[position]
        position += 1
        if control < 128:
            out += blob[position : position + control + 1]
            position += control + 1
            continue
        length = control - 124
        distance = int.from_bytes(blob[position : position + 2], "little")
        position += 2
        for _ in range(length):  # byte by byte: a match may overlap its own output
            out.append(out[-distance])
    return bytes(out)
