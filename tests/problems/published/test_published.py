"""Codecs that others published are judged rightly in each codec problem.

An optional group: what is not installed is skipped. The problems are the shipped ones with small data. What is right
is found out without the judge: the codec is called in this process, as its authors would.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml

from judge.bundle import cases_of
from judge.job import Job
from judge.judging import judge
from judge.languages import LANGUAGES
from judge.package import Family, Package, canonical_zip, read_zip
from judge.prepare import ensure_split, job_baseline
from judge.seed import SAMPLE
from judge.storage import Storage, open_storage
from tests.problems.published.codecs import CODECS, DEFLATE_LIKE, HUFFMAN, LZNT1, LZRW1_KH, SNAPPY, Published
from tests.problems.shipped import SLUGS, Shipped

BYTES = 24_576  # of a family's data
PROBLEMS = [slug for slug in SLUGS if Shipped(slug).package().kind == "codec"]
GRAVEST = ("WA", "OLE", "RTE", "AC")


def small(slug: str) -> Package:
    """The shipped problem on less data: two of its scored families, and what is hard for codecs."""
    files = dict(Shipped(slug).package().files)
    described = yaml.safe_load(files["problem.yaml"])
    lossless = described["lossless"]
    lossless.pop("bars", None)
    codec = {name: family for name, family in lossless["families"].items() if "function" not in family}
    scored = [name for name, family in codec.items() if family["scored"]][:2]
    lossless["families"] = {name: codec[name] for name in (*scored, "edge_cases")}
    for name in scored:
        codec[name]["bytes"] = codec[name].get("header_bytes", 0) + BYTES
    files["problem.yaml"] = yaml.safe_dump(described, allow_unicode=True).encode()
    return read_zip(canonical_zip(files))


@dataclass(frozen=True)
class Judged:
    """The operator's report, the package, its data by family, and the blobs by split and family."""

    report: dict[str, Any]
    package: Package
    data: dict[str, bytes]
    blobs: dict[str, bytes]


def judged(slug: str, codec: Published, storage: Storage) -> Judged:
    package = small(slug)
    return judged_source(package, codec.source(sized=bool(package.sizes)), storage)


def judged_source(package: Package, source: bytes, storage: Storage) -> Judged:
    blobs = {}
    language = package.languages[0]
    manifest = ensure_split(package, SAMPLE, storage, quiet, (LANGUAGES[language].speed_class,))
    job = Job(
        id="published",
        attempt=1,
        kind="judge",
        package=package.digest,
        data=manifest.split(SAMPLE),
        baseline=job_baseline(manifest),
        language=language,
        source=source,
        splits=(SAMPLE,),
        quick=True,
    )

    def keep(name: PurePosixPath, blob: bytes) -> None:
        blobs[name.name] = blob

    report = judge(package, job, storage, quiet, keep).to_dict()
    data = {reference.family: storage.get(reference.digest) for reference in job.data}
    return Judged(report, package, data, blobs)


def quiet(message: object) -> None:
    """Nobody listens."""


def here(codec: Published) -> dict[str, Callable[[bytes], bytes]]:
    """The codec's functions in this process."""
    names: dict[str, Any] = {}
    exec(compile(codec.source(), codec.name, "exec"), names)  # noqa: S102 - what the test is about
    return names


def verdict_here(codec: Published, family: Family, data: bytes) -> str:
    """The gravest over a family's cases."""
    functions = here(codec)
    found = {verdict_of_case(functions, case) for case in cases_of(family, data)}
    return next(verdict for verdict in GRAVEST if verdict in found)


def verdict_of_case(functions: dict[str, Callable[[bytes], bytes]], case: bytes) -> str:
    most = len(case) + (64 if len(case) <= 64 else len(case) // 256 + 1024)
    try:
        with redirect_stdout(io.StringIO()):
            blob = functions["compress"](case)
            back = functions["decompress"](blob)
    except Exception:  # noqa: BLE001 - whatever it is, the judge calls it RTE
        return "RTE"
    if len(blob) > most:
        return "OLE"
    return "AC" if back == case else "WA"


@pytest.fixture
def storage(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """One for all of these tests, so that references run once."""
    var = tmp_path_factory.getbasetemp() / "published"
    monkeypatch.setenv("LOSSLESS_VAR", str(var))
    return open_storage(str(var / "storage"))


MATRIX = [
    *((slug, codec) for slug in ("hash-table", "lz77") for codec in CODECS),
    *(("predictive", codec) for codec in (SNAPPY, DEFLATE_LIKE, LZRW1_KH)),
    *(("neural", codec) for codec in (DEFLATE_LIKE, HUFFMAN)),
]


@pytest.mark.parametrize(
    ("slug", "codec"),
    [
        pytest.param(
            slug,
            codec,
            id=f"{slug}-{codec.name}",
            marks=pytest.mark.skipif(not codec.is_installed(), reason=f"{codec.name} is not installed"),
        )
        for slug, codec in MATRIX
        if slug in PROBLEMS
    ],
)
def test_a_published_codec_is_judged_rightly(slug: str, codec: Published, storage: Storage) -> None:
    found = judged(slug, codec, storage)
    rows = {row["family"]: row for row in found.report["data_sets"]}
    assert rows
    for family in found.package.families:
        if family.name not in rows:  # judging ends at the first family that fails
            continue
        row, data = rows[family.name], found.data[family.name]
        assert row["verdict"] == verdict_here(codec, family, data)
        if family.scored and row["verdict"] == "AC":
            assert found.blobs[family.name] == here(codec)["compress"](data)
            size = len(found.blobs[family.name]) + found.report["charge_bytes"] / 2
            assert row["ratio"] == pytest.approx(len(data) / size, rel=1e-3)


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
def test_a_wrapper_has_ten_lines_at_most(codec: Published) -> None:
    assert len([line for line in codec.wrapper.splitlines() if line.strip()]) <= 10


@pytest.mark.skipif(not LZNT1.is_installed(), reason="the group is not asked for")
@pytest.mark.parametrize("module", ["lz4.block", "zstandard", "brotli"])
def test_a_native_codec_cannot_be_submitted(module: str, storage: Storage) -> None:
    source = f"from {module} import compress, decompress\n".encode()
    report = judged_source(small("hash-table"), source, storage).report
    assert report["verdict"] == "CE"
    assert module.split(".")[0] in report["message"]
