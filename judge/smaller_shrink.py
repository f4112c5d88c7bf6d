"""Make a failing input smaller while it goes on failing.

Smaller is shortlex: shorter first, and of equally long ones the one whose bytes come first, as
Hypothesis orders them (Z. Hatfield-Dodds, D. MacIver, "Test-case reduction via test-case generation",
ECOOP 2020). Each step below asks only about inputs that are smaller than the best one so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

Fails = Callable[[bytes], bool]


class OutOfTime(Exception):
    """Raised by ``check_time``: the best input so far has to do."""


def is_smaller(left: bytes, right: bytes) -> bool:
    """Whether ``left`` comes before ``right`` in shortlex order."""
    return (len(left), left) < (len(right), right)


class Shrinker:
    """``fails`` runs an input, ``check_time`` raises OutOfTime; ``best`` is known to fail."""

    def __init__(self, best: bytes, fails: Fails, check_time: Callable[[], None]) -> None:
        self.best = best
        self._fails = fails
        self._check_time = check_time
        self._asked = {best}

    def shrink(self) -> bytes:
        """The smallest input found: the steps go round until none of them helps, or time is over."""
        try:
            while self._round():
                pass
        except OutOfTime:
            pass
        return self.best

    def _round(self) -> bool:
        before = self.best
        for step in (self._shorten, self._delete, self._zero, self._merge, self._lower, self._sort):
            step()
        return is_smaller(self.best, before)

    def _take(self, data: bytes) -> bool:
        """Whether ``data`` is smaller and fails, and so is the best from now on."""
        self._check_time()
        if not is_smaller(data, self.best) or data in self._asked:
            return False
        self._asked.add(data)
        if not self._fails(data):
            return False
        self.best = data
        return True

    def _shorten(self) -> None:
        """The shortest beginning and then the shortest end, found by halving."""
        for cut in (_beginning, _end):
            low, high = -1, len(self.best)
            while high - low > 1:
                middle = (low + high) // 2
                if self._take(cut(self.best, middle)):
                    high = middle
                else:
                    low = middle

    def _delete(self) -> None:
        """Blocks of half the length, of a quarter, … of one byte, wherever they are not needed."""
        for size in _halves(len(self.best)):
            at = 0
            while at < len(self.best):
                if not self._take(self.best[:at] + self.best[at + size :]):
                    at += size

    def _zero(self) -> None:
        """Blocks of zeros where what they hold does not matter."""
        for size in _halves(len(self.best)):
            for at in range(0, len(self.best), size):
                block = self.best[at : at + size]
                if any(block):
                    self._take(self.best[:at] + bytes(len(block)) + self.best[at + size :])

    def _merge(self) -> None:
        """All bytes of one value changed to a smaller value, so that equal ones stay equal."""
        for value in sorted(set(self.best), reverse=True):
            for other in sorted({0, 1, *self.best}):
                if other < value and self._take(self.best.replace(bytes([value]), bytes([other]))):
                    break

    def _lower(self) -> None:
        """Each byte as low as it goes, by halving."""
        for at in range(len(self.best)):
            low, high = -1, self.best[at]
            while high - low > 1:
                middle = (low + high) // 2
                if self._take(self.best[:at] + bytes([middle]) + self.best[at + 1 :]):
                    high = middle
                else:
                    low = middle

    def _sort(self) -> None:
        """In order of value, whole or two neighbours at a time."""
        if self._take(bytes(sorted(self.best))):
            return
        for at in range(len(self.best) - 1):
            left, right = self.best[at : at + 1], self.best[at + 1 : at + 2]
            if right < left:
                self._take(self.best[:at] + right + left + self.best[at + 2 :])


def _beginning(data: bytes, size: int) -> bytes:
    return data[:size]


def _end(data: bytes, size: int) -> bytes:
    return data[len(data) - size :]


def _halves(size: int) -> Iterator[int]:
    size //= 2
    while size:
        yield size
        size //= 2
