"""Asks for a network connection. Expected: a security violation."""

import socket


def compress(data: bytes) -> bytes:
    socket.socket()
    return data


def decompress(blob: bytes) -> bytes:
    return blob
