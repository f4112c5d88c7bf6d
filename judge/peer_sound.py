"""Peers that need soundfile: loaded into a sandbox of the runtime ``peers-sound``, never by the judge.

Data and blob begin with the 16 bytes that say how many channels there are, and the rate; samples have 16 bits.
"""

from pathlib import Path

import soundfile

_PLACE = Path("/tmp/samples.flac")  # noqa: S108 - the sandbox's own
_LEVEL_8 = 1.0  # libsndfile counts libFLAC's levels, 0 to 8, from 0 to 1


def compress_flac_8(data: bytes) -> bytes:
    """As ``flac -8`` does: the same bytes but for 40 of description."""
    channels, rate = (int.from_bytes(data[start : start + 4], "little") for start in (4, 12))
    with soundfile.SoundFile(
        str(_PLACE), "w", rate or 44_100, channels, "PCM_16", format="FLAC", compression_level=_LEVEL_8
    ) as file:
        file.buffer_write(data[16:], "int16")
    return data[:16] + _PLACE.read_bytes()


def decompress_flac_8(blob: bytes) -> bytes:
    _PLACE.write_bytes(blob[16:])
    with soundfile.SoundFile(str(_PLACE)) as file:
        return blob[:16] + bytes(file.buffer_read(dtype="int16"))
