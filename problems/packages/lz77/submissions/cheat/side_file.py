"""Leaves the data in a file beside the blob, wherever one can be made.

Expected: there is no place to write to, so this fails before it can hide anything.
"""

PLACES = ["/tmp", "/var/tmp", "/dev/shm", "/run", "/judge", ".", "/"]  # noqa: S108


def compress(data: bytes) -> bytes:
    refused = None
    for place in PLACES:
        try:
            with open(f"{place}/left-behind", "wb") as file:
                file.write(data)
            return place.encode()
        except OSError as error:
            refused = error
    raise RuntimeError(f"nowhere to write: {refused}")


def decompress(blob: bytes) -> bytes:
    with open(f"{blob.decode()}/left-behind", "rb") as file:
        return file.read()
