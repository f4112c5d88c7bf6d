"""Defines another function than the one that is asked for."""


def analyse(files, codecs):
    return {}
