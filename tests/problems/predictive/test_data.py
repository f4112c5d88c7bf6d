"""The data of predictive coding: headers, whole frames, statistics that hold, edge cases of every kind."""

import zlib

import pytest

from tests.problems.predictive.material import cases, data, package

SCORED = [family.name for family in package().scored_families]
WIDTHS = {b"u1  ": 1, b"i2  ": 2, b"i4  ": 4, b"u4  ": 4, b"f4  ": 4, b"f8  ": 8, b"bf16": 2}


@pytest.mark.parametrize("family", SCORED)
def test_the_samples_are_what_the_generators_give(family: str) -> None:
    shown = package().files[f"data/sample/{family}.bin"]
    assert data(family, b"sample", len(shown)) == shown


@pytest.mark.parametrize("family", SCORED)
def test_data_are_a_header_and_whole_frames_of_the_size_asked_for(family: str) -> None:
    described = package().family(family)
    assert len(data(family)) == described.bytes
    assert data(family)[:4] in WIDTHS
    assert (described.bytes - described.header_bytes) % described.frame_bytes == 0


@pytest.mark.parametrize("family", SCORED)
def test_seeds_agree_in_difficulty(family: str) -> None:
    found = [len(zlib.compress(data(family, seed), 6)) for seed in (b"tests", b"another", b"third")]
    assert len(set(found)) == 3
    assert max(found) / min(found) <= 1.05


def test_the_edge_cases_are_some_forty_and_small() -> None:
    sizes = [len(case) for case in cases("edge_cases")]
    assert 38 <= len(sizes) <= 45
    assert {0, 1, 2, 15, 16} <= set(sizes)
    assert max(sizes) <= 8_192


def test_the_edge_cases_have_every_type_alone_with_an_odd_tail_and_at_its_limits() -> None:
    edges = cases("edge_cases")
    for kind, width in WIDTHS.items():
        bodies = [case[16:] for case in edges if case[:4] == kind]
        assert b"" in bodies
        least, most = (1 << 8 * width - 1), (1 << 8 * width - 1) - 1
        assert any(
            body.startswith(b"".join(n.to_bytes(width, "little") for n in (least, most))) for body in bodies
        )
        assert width == 1 or any(len(body) % width for body in bodies)


def test_the_edge_cases_have_zeros_with_a_sign_and_nans_with_a_payload() -> None:
    doubles = b"".join(case[16:] for case in cases("edge_cases") if case[:4] == b"f8  ")
    assert (1 << 63).to_bytes(8, "little") in doubles
    assert (0x7FF8 << 48 | 0x1234567).to_bytes(8, "little") in doubles
    assert (0x7FF0 << 48 | 1).to_bytes(8, "little") in doubles
