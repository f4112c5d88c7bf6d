"""Source text in the manner of Python: classes and functions over a vocabulary made from the seed.

Names are drawn by rank, rarer ones less often (G. K. Zipf, "Human behavior and the principle of least effort",
1949). A function has a few names of its own, a class its attributes, and people write what they wrote before:
expressions and whole lines come back. Comments and docstrings are prose, in which little does.
"""

import hashlib
import random

ONSETS = [
    "",
    "b",
    "br",
    "c",
    "ch",
    "d",
    "f",
    "fl",
    "g",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
]
VOWELS = ["a", "e", "i", "o", "u", "ea", "ou"]
CODAS = ["", "", "", "c", "d", "ge", "ing", "l", "m", "n", "nt", "r", "s", "ss", "st", "t", "x", "y"]
OPERATORS = ["+", "-", "*", "//", "%", "==", "!=", "<", ">=", "and", "or", "in", "is not"]
CALLS = ["len", "sorted", "min", "max", "range", "list", "dict", "sum", "isinstance", "str", "int", "getattr"]
LITERALS = ["None", "True", "False", "0", "1", "[]", "{}"]
ERRORS = ["ValueError", "TypeError", "RuntimeError", "KeyError", "OSError"]
JOINTS = [
    "the",
    "of",
    "a",
    "is",
    "to",
    "and",
    "in",
    "that",
    "for",
    "it",
    "be",
    "not",
    "if",
    "this",
    "with",
    "are",
]
WIDTH = 76


class Writer:
    """Draws lines; `known` are the names of the whole text, `own` those of a function, `members` of a class."""

    def __init__(self, draw):
        self.draw = draw
        self.words = self.shuffled({self.new_word() for _ in range(3000)})
        self.known = self.shuffled({self.new_name() for _ in range(1800)})
        self.own, self.members, self.said = self.known[:4], self.known[:8], []

    def below(self, limit):
        return self.draw.getrandbits(32) * limit >> 32

    def of(self, choices):
        return choices[self.below(len(choices))]

    def shuffled(self, names):
        names = sorted(names)
        for last in range(len(names) - 1, 0, -1):
            other = self.below(last + 1)
            names[last], names[other] = names[other], names[last]
        return names

    def new_word(self):
        return "".join(self.of(ONSETS) + self.of(VOWELS) + self.of(CODAS) for _ in range(1 + self.below(3)))

    def new_name(self):
        name = "_".join(self.ranked(self.words) for _ in range(1 + self.below(3)))
        return "_" + name if self.below(5) == 0 else name

    def ranked(self, names):
        """The first are the commonest."""
        return names[self.below(1 + self.below(len(names)))]

    def name(self):
        return self.of(self.own) if self.below(5) else self.ranked(self.known)

    def member(self):
        return f"self.{self.of(self.members)}"

    def prose(self, most):
        """Words of a sentence, and many small ones between."""
        for _ in range(4 + self.below(most)):
            yield self.of(JOINTS) if self.below(5) < 2 else self.ranked(self.words)

    def value(self, depth=0):
        if self.said and self.below(10) < 4:
            return self.of(self.said[-40:])
        value = self.new_value(depth)
        if len(value) > 5:
            self.said.append(value)
        return value

    def new_value(self, depth):
        kind = self.below(12) if depth < 2 else self.below(6)
        if kind < 2:
            return self.name()
        if kind == 2:
            return self.member()
        if kind == 3:
            return self.literal()
        if kind < 6:
            return f"{self.name()}.{self.ranked(self.known)}"
        if kind == 6:
            return f"{self.name()}[{self.value(2)}]"
        if kind < 10:
            called = self.of([self.of(CALLS), self.member(), f"{self.name()}.{self.ranked(self.known)}"])
            return f"{called}({', '.join(self.value(depth + 1) for _ in range(self.below(3)))})"
        return f"{self.value(depth + 1)} {self.of(OPERATORS)} {self.value(depth + 1)}"

    def literal(self):
        kind = self.below(4)
        if kind == 0:
            return str(self.below(1 << self.below(11)))
        if kind == 1:
            return self.of(LITERALS)
        return f"'{' '.join(self.prose(4)) if kind == 2 else self.ranked(self.known)}'"

    def block(self, indent, depth):
        for _ in range(1 + self.below(5)):
            yield from self.statement(indent, depth)

    def statement(self, indent, depth):
        kind, space = self.below(16 if depth < 2 else 10), " " * indent
        if self.below(12) < 2:
            yield from self.comment(space)
        if kind < 3:
            yield f"{space}{self.of(self.own)} = {self.value()}"
        elif kind == 3:
            yield f"{space}{self.member()} = {self.value()}"
        elif kind < 6:
            method = self.of(["append", "add", "pop", self.ranked(self.known)])
            yield f"{space}{self.of([self.member(), self.name()])}.{method}({self.value()})"
        elif kind == 6:
            yield f"{space}raise {self.of(ERRORS)}(f'{' '.join(self.prose(6))}: {{{self.name()}!r}}')"
        elif kind == 7:
            yield f"{space}{self.of(self.own)} += {self.value(1)}"
        elif kind < 10:
            yield f"{space}{self.member()}({', '.join(self.value(1) for _ in range(self.below(3)))})"
        elif kind < 14:
            yield f"{space}if {'not ' * (self.below(4) == 0)}{self.value()}:"
            yield from self.block(indent + 4, depth + 1)
            if self.below(3) == 0:
                yield f"{space}else:"
                yield from self.block(indent + 4, depth + 1)
        else:
            yield f"{space}for {self.of(self.own)} in {self.value()}:"
            yield from self.block(indent + 4, depth + 1)

    def comment(self, space):
        yield from self.wrapped(space + "# ", self.prose(16))

    def wrapped(self, start, words):
        line = start
        for word in words:
            if len(line) + len(word) > WIDTH:
                yield line.rstrip()
                line = start
            line += word + " "
        yield line.rstrip() + "."

    def docstring(self, space):
        if self.below(2):
            yield f'{space}"""{" ".join(self.prose(7)).capitalize()}."""'
            return
        yield f'{space}"""{" ".join(self.prose(6)).capitalize()}.'
        yield ""
        for _ in range(1 + self.below(2)):
            yield from self.wrapped(space, self.prose(60))
        yield f'{space}"""'

    def function(self, indent):
        space = " " * indent
        self.own = [self.ranked(self.known) for _ in range(3 + self.below(4))]
        given = (["self"] if indent else []) + self.own[: 1 + self.below(3)]
        name = self.of(self.members) if indent and self.below(2) else self.ranked(self.known)
        yield f"{space}def {name}({', '.join(given)}):"
        if self.below(2):
            yield from self.docstring(space + "    ")
        yield from self.block(indent + 4, 0)
        yield f"{space}    return {self.value()}"
        yield ""

    def text(self):
        while True:
            self.members = [self.ranked(self.known) for _ in range(6 + self.below(10))]
            self.said = self.said[-10:]
            if self.below(3) == 0:
                yield from self.function(0)
            else:
                own, more, base = (self.ranked(self.words).title() for _ in range(3))
                yield f"class {own}{more}({base}):"
                yield from self.docstring("    ")
                yield ""
                for _ in range(2 + self.below(8)):
                    yield from self.function(4)
            yield ""


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return `size` bytes of source, the last line perhaps cut; the pool is not used."""
    writer = Writer(random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big")))
    lines, total = [], 0
    for line in writer.text():
        lines.append(line + "\n")
        total += len(line) + 1
        if total >= size:
            break
    return "".join(lines).encode()[:size]
