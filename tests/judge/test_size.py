"""Size and charge: what a source pays for itself."""

import random
from typing import Any

import pytest

from judge.build import build
from judge.codec import Codec
from judge.package import Package
from tests.judge.conftest import EXAMPLE, Bench

REFERENCE = (EXAMPLE / "submissions/accepted/reference.py").read_text()


def charge(package: Package, source: str) -> int:
    return build(Codec.of(package, source.encode()), package.limits.code_bytes).charge_bytes


def test_comments_and_docstrings_cost_nothing(any_codec: Package) -> None:
    talkative = REFERENCE.replace("    return", "    # A word about this: " + "why " * 300 + "\n    return")
    assert charge(any_codec, REFERENCE) == charge(any_codec, "# More.\n" + talkative) > 0


def test_a_table_in_the_source_is_charged(any_codec: Package) -> None:
    table = random.Random(0).randbytes(2000)
    assert charge(any_codec, f"TABLE = {table!r}\n{REFERENCE}") > charge(any_codec, REFERENCE) + 2000


def test_the_charge_is_shared_evenly_over_scored_families(
    bench: Bench, reference_report: dict[str, Any]
) -> None:
    share = reference_report["charge_bytes"] / 2
    for family in ("logs", "numbers"):
        row = bench.row(reference_report, family)
        blob_bytes = row["original_bytes"] / row["ratio"] - share
        assert row["ratio"] == pytest.approx(row["reference_ratio"])
        assert blob_bytes == pytest.approx(round(blob_bytes), abs=1e-6)


def test_gate_only_families_pay_no_charge(bench: Bench, reference_report: dict[str, Any]) -> None:
    edges = bench.row(reference_report, "edges")
    assert edges["ratio"] == edges["original_bytes"] / edges["compressed_bytes"]


def test_storing_scores_exactly_0(bench: Bench) -> None:
    report = bench.run((EXAMPLE / "submissions/accepted/store.py").read_text())
    assert (report["verdict"], report["score"]) == ("AC", 0.0)


def test_bits_per_byte_are_8_over_the_ratio(reference_report: dict[str, Any]) -> None:
    for row in reference_report["data_sets"]:
        assert row["bits_per_byte"] == pytest.approx(8 / row["ratio"])


def test_a_better_codec_has_the_better_ratio(bench: Bench) -> None:
    report = bench.run((EXAMPLE / "submissions/accepted/xz.py").read_text())
    row = bench.row(report, "numbers")
    assert row["ratio"] > row["reference_ratio"]


def test_only_what_is_charged_runs_on_data(bench: Bench) -> None:
    free = 'def table():\n    """free of charge"""\n'
    asks = "if table.__doc__ or '#' + ' free' in str(sys.modules['__main__'].sources): raise MemoryError"
    honest = REFERENCE.replace("    return zlib.compress", f"    {asks}\n    return zlib.compress")
    assert bench.run(f"import sys\n{free}# free\n{honest}")["verdict"] == "AC"
