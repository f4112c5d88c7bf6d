"""Starts with a window full of what the samples let one guess about the hidden data.

Expected: accepted. The table pays its own charge, and hidden data keep their names and vocabularies to
themselves, so there is nothing to win over the same codec with an empty window.
"""

MIN_MATCH = 4
MAX_MATCH = 131
WINDOW = 65535
CHINESE = "您可以使用选择对话框中的文本文档工作表单元格「插入」的，如果 LibreOffice "
TABLE = (
    b'"level":"INFO","service":"accounts","user":"u-"method":"GET","path":"/api/v2/orders/latest"'
    b'"/export"/search"/stats"/archive"billing","user":"u-gateway","user":"u-catalogue","user":"u-'
    b'"status":200,"ms":"trace":"{"ts":1700"level":"WARN","service":"reports","user":"u-"POST"'
    b"order_id,placed_at,city,item,unit_price,quantity,total,status,customer\nshipped,C0paid,C0"
    b"returned,C0cancelled,C02024-01-"
    b" and the that with from whale ship upon there which were have been this they what all one "
    b"\x48\x8b\x44\x24\x08\x48\x89\x44\x24\x10\x48\x8d\x3d\x85\xc0\x0f\x84\xc3\xf3\x0f\x1e\xfa\x41\x54"
    b"cannot open buffer\0failed to read file: %s\n\0unexpected token in ACGTACGTGGCATTCA>contig_"
) + CHINESE.encode()


def compress(data: bytes) -> bytes:
    packed = pack(data)
    return b"P" + packed if len(packed) < len(data) else b"S" + data


def decompress(blob: bytes) -> bytes:
    return unpack(blob[1:]) if blob[:1] == b"P" else blob[1:]


def pack(data: bytes) -> bytes:
    data = TABLE + data
    out = bytearray()
    last_seen = {data[at : at + MIN_MATCH]: at for at in range(len(TABLE) - MIN_MATCH)}
    literals_from = position = len(TABLE)
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
    out = bytearray(TABLE)
    position = 0
    while position < len(blob):
        control = blob[position]
        position += 1
        if control < 128:
            out += blob[position : position + control + 1]
            position += control + 1
            continue
        distance = int.from_bytes(blob[position : position + 2], "little")
        position += 2
        for _ in range(control - 124):
            out.append(out[-distance])
    return bytes(out[len(TABLE) :])
