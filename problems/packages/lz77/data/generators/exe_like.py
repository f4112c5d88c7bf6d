"""The bytes of a made-up program: code, jump tables, strings, symbols, relocations.

Instructions are whole x86-64 encodings put together from templates; addresses, offsets and tables
agree with each other as a linker would make them, though nothing would run. The layout follows
ELF-64 (System V ABI, Elf64_Sym and Elf64_Rela) and the encodings follow the Intel manual, volume 2.
"""

import hashlib
import random
from bisect import bisect_right
from itertools import accumulate
from struct import pack

BASE = 0x401000
CODE, TABLES, STRINGS, SYMBOLS, DATA = 62, 4, 12, 8, 5  # percent of the file; relocations: the rest
FUNCTION = 180  # bytes of code to a function, about
WORDS = 400  # of a program's own
IDIOMS = 800  # runs of instructions that compilers write again and again
NOPS = [b"", b"\x90", b"\x66\x90", b"\x0f\x1f\0", b"\x0f\x1f\x40\0", b"\x0f\x1f\x44\0\0"]
REGISTERS = [0, 7, 6, 2, 3, 5, 1, 12, 13, 14, 8, 15, 9, 10, 11]  # rax, rdi, rsi …: all but rsp
OPERATIONS = [0x01, 0x29, 0x21, 0x09, 0x39, 0x85, 0x31, 0x39]  # add, sub, and, or, cmp, test, xor
CONDITIONS = [0x74, 0x75, 0x74, 0x75, 0x7E, 0x7F, 0x72, 0x73]
VERBS = [
    "open", "read", "write", "parse", "find", "init", "free", "copy",
    "check", "load", "store", "set", "get", "build", "next", "push",
]  # fmt: skip
NOUNS = [
    "buffer", "node", "table", "file", "entry", "list", "stream",
    "token", "name", "cache", "block", "index", "range", "key",
]  # fmt: skip
PHRASES = [
    "%s: cannot {0} {1}", "{0}_{1}", "failed to {0} {1}: %s\n", "{1} is not a valid {2}",
    "../src/{1}.c", "unexpected {1} in {2} at line %d\n", "{0} {1}: %u bytes of %u", "--{0}-{1}",
]  # fmt: skip


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return `size` bytes laid out as one program file; the pool is not used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    share = size // 100
    starts = function_starts(draw, share * CODE)
    names = [symbol_name(draw) for _ in starts]
    image = b"\x7fELF\2\1\1".ljust(16, b"\0") + pack("<HHIQQQ", 3, 62, 1, BASE, 64, 0) + bytes(24)
    image += Code(draw, starts).assemble(share * CODE)
    image += jump_tables(draw, starts, share * TABLES)
    image += strings(draw, share * STRINGS)
    image += symbols(draw, names, starts, share * SYMBOLS)
    image += data(draw, starts, share * DATA)
    return (image + relocations(draw, starts, size - len(image)))[:size]


def function_starts(draw: random.Random, size: int) -> list[int]:
    """Multiples of 16, the last one beyond `size`."""
    starts = [0]
    while starts[-1] <= size:
        starts.append(starts[-1] + 16 * (2 + below(draw, 2 * FUNCTION // 16 - 3)))
    return starts


def below(draw: random.Random, limit: int) -> int:
    return draw.getrandbits(32) * limit >> 32


def skewed(draw: random.Random, limit: int) -> int:
    """0 to limit - 1, small numbers more often: the lesser of two draws."""
    return min(below(draw, limit), below(draw, limit))


def zipf(count: int) -> list[int]:
    """Running sums of 1/rank in whole millionths."""
    return list(accumulate(1_000_000 // rank for rank in range(1, count + 1)))


class Code:
    """Functions of instructions; what follows what is drawn from how compilers write."""

    def __init__(self, draw: random.Random, starts: list[int]) -> None:
        self.draw = draw
        self.starts = starts
        self.callees = starts[:]
        for last in range(len(starts) - 1, 0, -1):
            other = below(draw, last + 1)
            self.callees[last], self.callees[other] = self.callees[other], self.callees[last]
        self.busy = zipf(len(starts))
        self.out = bytearray()
        self.idioms = [b"".join(self.simple() for _ in range(1 + skewed(draw, 4))) for _ in range(IDIOMS)]
        self.usual = zipf(len(self.idioms))

    def assemble(self, size: int) -> bytes:
        for end in self.starts[1:]:
            self.function(end)
        return bytes(self.out[:size])

    def function(self, end: int) -> None:
        """Prologue, body up to about `end`, epilogue, then no-ops to the next multiple of 16."""
        saved = below(self.draw, 4)
        pushes = [b"\x41\x54", b"\x55", b"\x53"][3 - min(saved, 3) :]
        self.out += b"\xf3\x0f\x1e\xfa" + b"".join(pushes)
        frame = 8 * (1 + skewed(self.draw, 14))
        self.out += b"\x48\x83\xec" + bytes([frame])
        while len(self.out) < end - 24:
            self.statement()
        self.out += b"\x48\x83\xc4" + bytes([frame])
        self.out += b"".join(bytes([*push[:-1], push[-1] + 8]) for push in reversed(pushes)) + b"\xc3"
        while gap := end - len(self.out):
            if gap < 0:
                break
            self.out += NOPS[min(gap, len(NOPS) - 1)]

    def statement(self) -> None:
        kind = self.draw.getrandbits(4)
        if kind == 0 and self.draw.getrandbits(1) and len(self.out) > 4_096:
            self.inlined()
        elif kind < 4:
            at = self.draw.getrandbits(32) * self.usual[-1] >> 32
            self.out += self.idioms[bisect_right(self.usual, at)]
        elif kind < 9:
            self.out += self.simple()
        elif kind < 12:
            self.call()
        elif kind < 15:
            self.branch()
        else:
            self.out += b"\x48\x8d" + bytes([5 | self.register() << 3]) + self.far_address()

    def inlined(self) -> None:
        """A piece of code that stands elsewhere, too: templates and inlined functions do that."""
        length = 12 + skewed(self.draw, 80)
        start = below(self.draw, len(self.out) - length)
        self.out += self.out[start : start + length]

    def call(self) -> None:
        """Arguments into rdi and rsi, the call, sometimes a test of what came back."""
        if self.draw.getrandbits(1):
            self.out += b"\x48\x89" + bytes([0xC7 | self.register() << 3])
        if self.draw.getrandbits(2) == 0:
            self.out += b"\xbe" + pack("<I", skewed(self.draw, 64))
        at = self.draw.getrandbits(32) * self.busy[-1] >> 32
        target = self.callees[bisect_right(self.busy, at)]
        self.out += b"\xe8" + pack("<i", target - len(self.out) - 5)
        if self.draw.getrandbits(1):
            self.out += b"\x85\xc0" if self.draw.getrandbits(1) else b"\x48\x85\xc0"
            self.jump()

    def branch(self) -> None:
        kind = self.draw.getrandbits(2)
        register = self.register()
        if kind == 0:
            self.out += b"\x48\x85" + bytes([0xC0 | register * 9])
        elif kind == 1:
            self.out += b"\x83" + bytes([0xF8 | register, skewed(self.draw, 48)])
        else:
            self.out += b"\x48\x39" + bytes([0xC0 | register | self.register() << 3])
        self.jump()

    def jump(self) -> None:
        if self.draw.getrandbits(2):
            distance = 2 + skewed(self.draw, 110)
            self.out += bytes([CONDITIONS[self.draw.getrandbits(3)], distance])
        else:
            condition = CONDITIONS[self.draw.getrandbits(3)] + 0x10
            self.out += b"\x0f" + bytes([condition]) + pack("<i", 128 + skewed(self.draw, 900))

    def simple(self) -> bytes:
        """One instruction that moves or computes, nothing in it an address."""
        kind = self.draw.getrandbits(4)
        if kind < 4:
            return self.with_memory(b"\x8b")  # mov r, [base+at]
        if kind < 6:
            return self.with_memory(b"\x89")  # mov [base+at], r
        if kind < 9:
            return self.between(b"\x89")  # mov r, r
        if kind == 9:
            return self.with_memory(b"\x8d")  # lea r, [base+at]
        if kind == 10:
            return self.with_memory(b"\x0f\xb6")  # movzx r, byte [base+at]
        if kind == 11:
            one = self.register() & 7
            return b"\x31" + bytes([0xC0 | one * 9])  # xor r, r
        if kind == 12:
            return bytes([0xB8 | self.register() & 7]) + pack("<I", self.number())  # mov r, n
        if kind == 13:
            return self.between(bytes([OPERATIONS[self.draw.getrandbits(3)]]))
        one = self.register()  # add, and, sub, cmp … r, n
        operation = self.draw.getrandbits(3) << 3 if kind == 14 else 0
        return bytes([0x48 | one >> 3, 0x83, 0xC0 | operation | one & 7, self.number() & 127])

    def between(self, opcode: bytes) -> bytes:
        """Of two registers."""
        one, two = self.register(), self.register()
        return prefix(one, two, self.draw.getrandbits(1)) + opcode + bytes([0xC0 | (one & 7) << 3 | two & 7])

    def with_memory(self, opcode: bytes) -> bytes:
        """Of a register and a place in the frame, or one that another register points to."""
        one, base = self.register(), self.register() if self.draw.getrandbits(2) else 4
        at = 8 * skewed(self.draw, 24) + 4 * (self.draw.getrandbits(2) == 0)
        place = bytes([at]) if at < 128 else pack("<I", at)
        mode = 0x40 if at < 128 else 0x80
        index = b"\x24" if base & 7 == 4 else b""
        wide = self.draw.getrandbits(2)
        return prefix(one, base, wide) + opcode + bytes([mode | (one & 7) << 3 | base & 7]) + index + place

    def number(self) -> int:
        """Small ones most of all, up to 20 bits."""
        return self.draw.getrandbits(1 + skewed(self.draw, 20))

    def register(self) -> int:
        return REGISTERS[below(self.draw, len(REGISTERS))]

    def far_address(self) -> bytes:
        """From here into the strings: what `lea r, [rip+…]` holds."""
        return pack("<i", self.starts[-1] + 8 * below(self.draw, 2_000) - len(self.out) - 4)


def prefix(one: int, two: int, wide: int) -> bytes:
    """What says that an instruction is of 64 bits or uses one of the registers r8 to r15."""
    rex = 0x40 | bool(wide) << 3 | (one >> 3) << 2 | two >> 3
    return bytes([rex]) if rex != 0x40 else b""


def jump_tables(draw: random.Random, starts: list[int], size: int) -> bytes:
    """Switches: where each case's code is, seen from its table; many cases are the default."""
    out = bytearray()
    while len(out) < size:
        function = starts[below(draw, len(starts))] - starts[-1] - len(out)
        default = function + below(draw, FUNCTION)
        for _ in range(4 + skewed(draw, 40)):
            out += pack("<i", default if draw.getrandbits(1) else function + below(draw, FUNCTION))
    return bytes(out[:size])


def strings(draw: random.Random, size: int) -> bytes:
    """Messages and names, over words of this program's own beside those that every program has."""
    known = [made_word(draw) for _ in range(WORDS)]
    out = bytearray()
    while len(out) < size:
        words = [known[skewed(draw, WORDS)] for _ in range(1 + below(draw, 6))]
        if draw.getrandbits(1):
            noun = NOUNS[below(draw, len(NOUNS))]
            words.append(PHRASES[draw.getrandbits(3)].format(VERBS[draw.getrandbits(4)], noun, words[0]))
        out += " ".join(words).encode() + b"\0"
    return bytes(out[:size])


def made_word(draw: random.Random) -> str:
    """Consonants and vowels in turn, three to eight of them."""
    letters = ("bcdfglmnprst", "aeiou") * 4
    return "".join(some[below(draw, len(some))] for some in letters[: 3 + below(draw, 6)])


def symbol_name(draw: random.Random) -> str:
    prefix = "abcdefghiklmnopqrstuvwxz"[below(draw, 24)] + "aeiou"[below(draw, 5)]
    return f"{prefix}_{VERBS[draw.getrandbits(4)]}_{NOUNS[below(draw, len(NOUNS))]}"


def symbols(draw: random.Random, names: list[str], starts: list[int], size: int) -> bytes:
    """Elf64_Sym records and then their names, as much of both as fits."""
    table, texts = bytearray(bytes(24)), bytearray(1)
    for name, start, end in zip(names, starts, starts[1:], strict=False):
        if len(table) + len(texts) >= size:
            break
        kind = 0x12 if draw.getrandbits(1) else 2
        length = end - start - draw.getrandbits(4)
        table += pack("<IBBHQQ", len(texts), kind, 0, 14, BASE + start, length)
        texts += name.encode() + b"\0"
    return bytes((table + texts)[:size].ljust(size, b"\0"))


def data(draw: random.Random, starts: list[int], size: int) -> bytes:
    """Variables: zeros, small numbers, pointers to functions, a few constants of any value."""
    out = bytearray()
    while len(out) < size:
        kind = draw.getrandbits(3)
        if kind < 2:
            out += bytes(8 * (1 + skewed(draw, 6)))
        elif kind < 5:
            out += pack("<II", skewed(draw, 256), draw.getrandbits(1))
        elif kind < 7:
            out += pack("<Q", BASE + starts[below(draw, len(starts))])
        else:
            out += draw.getrandbits(64).to_bytes(8, "little")
    return bytes(out[:size])


def relocations(draw: random.Random, starts: list[int], size: int) -> bytes:
    """Elf64_Rela records: where (rising), R_X86_64_RELATIVE, what to add."""
    out = bytearray()
    place = 0x3F0000
    while len(out) < size:
        place += 8 if draw.getrandbits(2) else 8 * (2 + skewed(draw, 12))
        inside = draw.getrandbits(5) * draw.getrandbits(1)
        out += pack("<QQQ", place, 8, BASE + starts[below(draw, len(starts))] + inside)
    return bytes(out)
