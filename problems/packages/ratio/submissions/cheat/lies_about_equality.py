"""Answers with numbers that claim to equal anything.

Expected: an answer is sent as text, and text has no methods.
"""


class Any(dict):
    def __eq__(self, other):
        return True

    __hash__ = None


def analyze(files, codecs):
    return Any(files=Any(), total=Any())
