"""A recurrent network for the curves that ship with Lossless: `python3 -m judge bench curves gru`, with PyTorch.

The text is cut into pieces that are read side by side, so that one step of the network predicts a byte of each.
What it costs is bits and time: see "What it reaches". The decoder repeats the encoder's steps, on the same kind of
machine; on another one sums of floats may differ, and with them everything.
"""

import numpy as np
import torch

PIECES, CHUNK = 64, 4  # side by side, and steps between two lessons
RATE = 0.005
SCALE = 1 << 16
FULL, TOP = 1 << 32, 1 << 24


class Network(torch.nn.Module):
    """An embedding half as wide as the cell, the cell, and a logit for each byte."""

    def __init__(self, width):
        super().__init__()
        self.embedding = torch.nn.Embedding(256, width // 2)
        self.cell = torch.nn.GRUCell(width // 2, width)
        self.head = torch.nn.Linear(width, 256)

    def forward(self, last, state):
        state = self.cell(self.embedding(last), state)
        return self.head(state), state


def parameters_of(width):
    return 256 * (width // 2) + 3 * width * (width // 2 + width + 2) + 256 * width + 256


def widest(parameters):
    """The network with most units that has no more parameters."""
    width = 2
    while parameters_of(width + 2) <= parameters:
        width += 2
    return width


class Teacher:
    """Adam, after D. P. Kingma and J. Ba (2014). PyTorch's own asks for its compiler, which is not there."""

    def __init__(self, parameters):
        self.parameters, self.lessons = parameters, 0
        self.means = [torch.zeros_like(each) for each in parameters]
        self.squares = [torch.zeros_like(each) for each in parameters]

    def teach(self, loss):
        self.lessons += 1
        slopes = torch.autograd.grad(loss, self.parameters)
        rate = RATE * (1 - 0.999**self.lessons) ** 0.5 / (1 - 0.9**self.lessons)
        with torch.no_grad():
            for each, slope, mean, square in zip(
                self.parameters, slopes, self.means, self.squares, strict=True
            ):
                mean.mul_(0.9).add_(slope, alpha=0.1)
                square.mul_(0.999).addcmul_(slope, slope, value=0.001)
                each.addcdiv_(mean, square.sqrt().add_(1e-6), value=-rate)


class Learner:
    """Tells what it expects of the next byte of each piece, and is told what it was."""

    def __init__(self, parameters):
        torch.manual_seed(1)
        torch.set_num_threads(1)
        width = widest(parameters)
        self.network = Network(width)
        self.teacher = Teacher(list(self.network.parameters()))
        self.last = torch.zeros(PIECES, dtype=torch.long)
        self.state = torch.zeros(PIECES, width)
        self.losses = []

    def tables(self):
        """For each piece the sums of whole-numbered frequencies, all above 0."""
        self.logits, self.state = self.network(self.last, self.state)
        chances = torch.softmax(self.logits.detach(), 1).numpy().astype(np.float64)
        frequencies = (chances * (SCALE - 512)).astype(np.int64) + 1
        sums = np.zeros((PIECES, 257), np.int64)
        np.cumsum(frequencies, axis=1, out=sums[:, 1:])
        return sums

    def learn(self, column):
        self.last = torch.tensor(column, dtype=torch.long)
        self.losses.append(torch.nn.functional.cross_entropy(self.logits, self.last))
        if len(self.losses) == CHUNK:
            self.teacher.teach(sum(self.losses) / CHUNK)
            self.losses, self.state = [], self.state.detach()


class Coder:
    """Arithmetic coding of symbols with frequencies, one loop for both directions."""

    def __init__(self, blob=None):
        self.low, self.range, self.out, self.blob, self.place = 0, FULL, bytearray(), blob, 4
        self.code = 0 if blob is None else int.from_bytes(blob[:4].ljust(4, b"\0"), "big")

    def wanted(self, total):
        """Decoding: a number below `total` that lies within the symbol's frequencies."""
        return min((self.code - self.low) // (self.range // total), total - 1)

    def take(self, start, size, total):
        step = self.range // total
        self.low += start * step
        self.range = size * step
        while self.low >> 24 == self.low + self.range - 1 >> 24 or self.range < TOP >> 8:
            if self.low >> 24 != self.low + self.range - 1 >> 24:
                self.range = TOP - (self.low & TOP - 1)  # Cut off what would carry.
            self._shift()

    def _shift(self):
        if self.blob is None:
            self.out.append(self.low >> 24)
        else:
            following = self.blob[self.place] if self.place < len(self.blob) else 0
            self.code, self.place = (self.code << 8 | following) & FULL - 1, self.place + 1
        self.low, self.range = self.low << 8 & FULL - 1, self.range << 8

    def end(self):
        return bytes(self.out) + self.low.to_bytes(4, "big")


def cut(data):
    length = -(-len(data) // PIECES)
    return np.frombuffer(bytes(data).ljust(length * PIECES, b"\0"), np.uint8).reshape(PIECES, length)


def compress(data, parameters):
    learner, coder, pieces = Learner(parameters), Coder(), cut(data)
    for column in pieces.T.tolist():
        for sums, byte in zip(learner.tables(), column, strict=True):
            coder.take(int(sums[byte]), int(sums[byte + 1] - sums[byte]), int(sums[256]))
        learner.learn(column)
    return len(data).to_bytes(4, "big") + coder.end()


def decompress(blob, parameters):
    size = int.from_bytes(blob[:4], "big")
    learner, coder, pieces = Learner(parameters), Coder(blob[4:]), np.zeros_like(cut(bytes(size)))
    for place in range(pieces.shape[1]):
        for piece, sums in enumerate(learner.tables()):
            byte = int(np.searchsorted(sums, coder.wanted(int(sums[256])), side="right")) - 1
            coder.take(int(sums[byte]), int(sums[byte + 1] - sums[byte]), int(sums[256]))
            pieces[piece, place] = byte
        learner.learn(pieces[:, place].tolist())
    return pieces.tobytes()[:size]
