"""What is answered to somebody whose request cannot be done: a code for programs, a sentence for people."""


class Refused(Exception):
    """``code`` never changes with the reader's language; ``retry_after`` is in seconds."""

    def __init__(self, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_after = retry_after
