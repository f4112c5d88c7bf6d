"""Asks for another root folder. Expected: a security violation, which ends the judging."""

import os


def compress(data: bytes) -> bytes:
    os.chroot("/")
    return data


def decompress(blob: bytes) -> bytes:
    return blob
