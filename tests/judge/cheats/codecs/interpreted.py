"""What Numba's are compared with: as much work by the interpreter, without a library."""


def work(data):
    total = 0
    for _ in range(4):
        for byte in data:
            total += byte
    return total


def compress(data):
    work(data)
    return data.replace(b" took ", b"\1").replace(b" ms\n", b"\2")


def decompress(blob):
    return blob.replace(b"\2", b" ms\n").replace(b"\1", b" took ")
