"""Packs, but cannot unpack."""


def compress(data, parameters):
    return bytes(data)
