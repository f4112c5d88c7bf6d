"""One answer read from inside: a letter, a token, an 8-byte length, that many bytes and no more.

Before it there may be questions for parts of metered data, of the same form.
"""

from __future__ import annotations

import os
import struct

from judge.sandbox.limits import Status
from judge.sandbox.metered import QUESTION_BYTES, Metered

TEXT_LIMIT = 16 * 1024
_HEAD = 13
_CHUNK = 1 << 20
# What the inside may say of itself. Forging one of these gains nothing: each is a failure.
_QUESTION = b"Q"
_LETTERS = {b"O": Status.OK, b"C": Status.COMPILE, b"X": Status.ERROR, b"M": Status.MEMORY}


class Reply:
    """``limit``: most bytes of a good answer; a length is compared with it before space is made.

    ``token`` ends the request and must come back: what was written before is no answer to it.
    ``metered``: what may be asked for meanwhile.
    """

    def __init__(self, limit: int, token: bytes, metered: Metered | None = None) -> None:
        self.limit = limit
        self.token = token
        self.metered = metered
        self.is_closed = False
        """Whether the other side has closed the pipe: it ends, or is ended, and says no more."""
        self._head = b""
        self._body = bytearray()
        self._missing = 0

    def read(self, descriptor: int) -> Status | None:
        """Take what is there: a status once the answer is whole, FAULT when the pipe is closed or
        something else than an answer is in it. None also at the end of a question."""
        while not self._is_question():
            try:
                data = os.read(descriptor, self._wanted())
            except BlockingIOError:
                return None
            self.is_closed = not data
            status = self._take(data) if data else Status.FAULT
            if status is not None:
                return status
        return None

    def take_question(self) -> bytes:
        """What a question that was read whole is answered with; empty while there is none."""
        if not self._is_question() or not self.metered:
            return b""
        answer = self.metered.answer(bytes(self._body))
        self._head, self._body = b"", bytearray()
        return answer

    def _take(self, data: bytes) -> Status | None:
        if self._missing:
            self._body += data
            self._missing -= len(data)
        else:
            self._head += data
            if len(self._head) == _HEAD and (refused := self._begin_body()):
                return refused
        return self._letter() if self._is_whole() and not self._is_question() else None

    def _is_whole(self) -> bool:
        return len(self._head) == _HEAD and not self._missing

    def _is_question(self) -> bool:
        return self._is_whole() and self._head[:1] == _QUESTION

    def payload(self) -> bytes:
        return bytes(self._body)

    def text(self) -> str:
        return self._body.decode(errors="backslashreplace")

    def _wanted(self) -> int:
        return min(self._missing, _CHUNK) if self._missing else _HEAD - len(self._head)

    def _begin_body(self) -> Status | None:
        status = self._letter()
        letter, token, size = struct.unpack(">c4sQ", self._head)
        if letter == _QUESTION and self.metered and token == self.token and size == QUESTION_BYTES:
            self._missing = size
            return None
        if token != self.token or letter not in _LETTERS:
            return Status.FAULT
        if size > (self.limit if status is Status.OK else TEXT_LIMIT):
            return Status.OUTPUT
        self._missing = size
        return None

    def _letter(self) -> Status:
        return _LETTERS.get(self._head[:1], Status.FAULT)
