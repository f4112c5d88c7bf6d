"""Waits for a chunk that never comes."""


def analyze(files, codecs):
    while True:
        pass
