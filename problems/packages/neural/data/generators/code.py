"""Source text in the manner of Python: functions and classes over a vocabulary made from the seed.

Names are drawn by rank, rarer ones less often (G. K. Zipf, "Human behavior and the principle of least effort",
1949); inside a function its own few names come up again and again, as in real code.
"""

import hashlib
import random

SYLLABLES = "ba ca con de ex fi ge in ker lo ma ne par qua re sta tem un val ver wi ze or ti".split()
OPERATORS = ["+", "-", "*", "//", "%", "==", "!=", "<", ">=", "and", "or", "in", "is not"]
CALLS = ["len", "sorted", "min", "max", "range", "list", "dict", "sum", "isinstance", "str", "int"]


class Writer:
    """Draws statements; `known` are the names of the whole text, `own` those of the current function."""

    def __init__(self, draw):
        self.draw = draw
        self.known = sorted({self.new_name() for _ in range(900)})
        for last in range(len(self.known) - 1, 0, -1):
            other = self.below(last + 1)
            self.known[last], self.known[other] = self.known[other], self.known[last]
        self.own = self.known[:4]

    def below(self, limit):
        return self.draw.getrandbits(32) * limit >> 32

    def of(self, choices):
        return choices[self.below(len(choices))]

    def new_name(self):
        word = "".join(self.of(SYLLABLES) for _ in range(1 + self.below(3)))
        return word if self.below(3) else word + "_" + self.of(SYLLABLES) + self.of(SYLLABLES)

    def rare(self):
        """A name of the whole text: the first are the commonest."""
        return self.known[self.below(1 + self.below(len(self.known)))]

    def name(self):
        return self.of(self.own) if self.below(4) else self.rare()

    def value(self, depth=0):
        kind = self.below(11) if depth < 2 else self.below(4)
        if kind < 3:
            return self.name()
        if kind == 3:
            return str(self.below(1 << self.below(11))) if self.below(3) else f'"{self.rare()}"'
        if kind < 6:
            return f"{self.name()}.{self.rare()}"
        if kind == 6:
            return f"{self.name()}[{self.value(2)}]"
        if kind < 9:
            called = self.of(CALLS) if self.below(2) else f"self.{self.rare()}"
            return f"{called}({', '.join(self.value(depth + 1) for _ in range(self.below(3)))})"
        return f"{self.value(depth + 1)} {self.of(OPERATORS)} {self.value(depth + 1)}"

    def block(self, indent, depth):
        for _ in range(1 + self.below(5)):
            yield from self.statement(indent, depth)

    def statement(self, indent, depth):
        kind, space = self.below(12 if depth < 2 else 7), " " * indent
        if kind < 3:
            yield f"{space}{self.of(self.own)} = {self.value()}"
        elif kind == 3:
            yield f"{space}self.{self.rare()} = {self.value()}"
        elif kind == 4:
            yield f"{space}{self.name()}.{self.of(['append', 'add', 'update', 'pop', self.rare()])}({self.value()})"
        elif kind == 5:
            yield f'{space}raise ValueError(f"{self.rare()} {{{self.name()}}} {self.rare()}")'
        elif kind == 6:
            yield f"{space}{self.of(self.own)} += {self.value(1)}"
        elif kind < 10:
            yield f"{space}if {'not ' * (self.below(4) == 0)}{self.value()}:"
            yield from self.block(indent + 4, depth + 1)
        else:
            yield f"{space}for {self.of(self.own)} in {self.value()}:"
            yield from self.block(indent + 4, depth + 1)

    def function(self, indent):
        space = " " * indent
        self.own = [self.rare() for _ in range(3 + self.below(3))]
        given = (["self"] if indent else []) + self.own[: 1 + self.below(3)]
        yield f"{space}def {self.rare()}({', '.join(given)}):"
        if self.below(2):
            yield f'{space}    """{" ".join(self.rare() for _ in range(3 + self.below(6))).capitalize()}."""'
        yield from self.block(indent + 4, 0)
        yield f"{space}    return {self.value()}"
        yield ""

    def text(self):
        while True:
            if self.below(3):
                yield from self.function(0)
            else:
                yield f"class {self.rare().title().replace('_', '')}({self.rare().title().replace('_', '')}):"
                for _ in range(1 + self.below(5)):
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
