"""Stores the data, and says nothing about the curve."""


def compress(data, parameters):
    return bytes(data)


def decompress(blob, parameters):
    return bytes(blob)
