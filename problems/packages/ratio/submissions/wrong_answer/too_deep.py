"""Answers with lists in lists, deeper than values may be."""


def analyze(files, codecs):
    value = None
    for _ in range(400):
        value = [value]
    return value
