"""Peers that read the header of typed data: on which data they say something, and that they are right."""

import lzma
import struct

from judge import peer_codecs
from judge.peer_names import PEERS, TYPED, runtime_of, source_of, typed_for
from judge.peers import opened_peer

SAMPLES = struct.pack("<6000h", *(place * place // 7 % 30_000 - place % 2 * 9_000 for place in range(6_000)))
STEREO = b"i2  " + struct.pack("<III", 2, 0, 44_100) + SAMPLES


def test_every_peer_has_its_two_functions() -> None:
    for name in PEERS:
        source = source_of(runtime_of(name)).decode()
        for function in ("compress", "decompress"):
            assert f"{function}_{name.replace('-', '_')}" in source


def test_sound_codecs_are_for_16_bit_samples_and_none_for_what_has_no_type() -> None:
    assert typed_for(STEREO) == ("xz-delta", "flac-8")
    assert typed_for(b"f8  ") == ("xz-delta",)
    assert typed_for(b"text") == ()
    assert set(TYPED) <= set(PEERS)


def test_the_delta_filter_takes_differences_of_whole_frames() -> None:
    blob = peer_codecs.compress_xz_delta(STEREO)
    assert peer_codecs.decompress_xz_delta(blob) == STEREO
    assert len(blob) < len(lzma.compress(STEREO, preset=9 | lzma.PRESET_EXTREME)) / 2


def test_flac_gives_back_every_sample(sandbox: None) -> None:
    with opened_peer("flac-8", None) as call:
        blob = call("compress", STEREO).output
        assert blob[16:20] == b"fLaC"
        assert call("decompress", blob).output == STEREO
