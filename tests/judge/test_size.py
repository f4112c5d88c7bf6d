"""Size and charge: what a source pays for itself."""

import pytest

from tests.judge.conftest import EXAMPLE, Bench

REFERENCE = (EXAMPLE / "submissions/accepted/reference.py").read_text()


def test_comments_and_docstrings_cost_nothing(bench: Bench) -> None:
    talkative = REFERENCE.replace("    return", "    # A word about this: " + "why " * 300 + "\n    return")
    plain, commented = bench.run(REFERENCE), bench.run("# More.\n" + talkative)
    assert plain["charge_bytes"] == commented["charge_bytes"] > 0


def test_a_table_in_the_source_is_charged(bench: Bench) -> None:
    table = bytes((index * index * 7919 >> 3) & 255 for index in range(2000))
    heavy = bench.run(f"TABLE = {table!r}\n" + REFERENCE)
    assert heavy["charge_bytes"] > bench.run(REFERENCE)["charge_bytes"] + 1000


def test_the_charge_is_shared_evenly_over_scored_families(bench: Bench) -> None:
    report = bench.run(REFERENCE)
    share = report["charge_bytes"] / 2
    for family in ("logs", "numbers"):
        row = bench.row(report, family)
        assert row["ratio"] == pytest.approx(row["reference_ratio"])
        assert row["original_bytes"] / row["ratio"] - share == pytest.approx(
            round(row["original_bytes"] / row["ratio"] - share), abs=1e-6
        )
    edges = bench.row(report, "edges")
    assert edges["ratio"] == edges["original_bytes"] / edges["compressed_bytes"]


def test_storing_scores_exactly_0(bench: Bench) -> None:
    report = bench.run((EXAMPLE / "submissions/accepted/store.py").read_text())
    assert (report["verdict"], report["score"]) == ("AC", 0.0)


def test_bits_per_byte_are_8_over_the_ratio(bench: Bench) -> None:
    for row in bench.run(REFERENCE)["data_sets"]:
        assert row["bits_per_byte"] == pytest.approx(8 / row["ratio"])


def test_a_better_codec_has_the_better_ratio(bench: Bench) -> None:
    report = bench.run(
        REFERENCE.replace("zlib.compress(data, 6)", "lzma.compress(data)").replace("zlib", "lzma")
    )
    row = bench.row(report, "numbers")
    assert row["ratio"] > row["reference_ratio"]
