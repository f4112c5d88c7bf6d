"""Functions other than a codec's: what they are given, how their answers are marked, and what that scores."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from judge.baseline import run_reference
from judge.codec import Codec, Failed
from judge.data import build_split
from judge.errors import PackageError
from judge.job import Job
from judge.package import Package, canonical_zip, read_folder
from judge.report import candidate_view
from judge.seed import SAMPLE
from judge.storage import FolderStorage
from tests.judge.conftest import Bench
from tests.small_package import package_files

# Three files out of one case: its bytes in order, its first half again and again, and nothing.
TOTALS = """
def arguments(case):
    half = len(case) // 2
    files = [["all", [[0, len(case)]], 7], ["again", [[0, half]] * 3, 1000], ["none", [], 1]]
    return [{"files": files}, {"factor": 2}]


def check(case, answer, told):
    half = len(case) // 2
    right = {"all": 2 * sum(case), "again": 6 * sum(case[:half]), "none": 0}
    found = sum(answer.get(name) == value for name, value in right.items())
    return {"quality": found / 3, "parts": {"sums": found / 3}, "why": f"{found} of 3 sums are right"}
"""
SECOND = """
def arguments(case):
    return [{"metered": [[0, len(case)]] * 1000, "most_bytes": 64}]


def check(case, answer, told):
    right = answer == [case[1], 1000 * len(case)]
    return {"quality": float(right), "parts": {"thrift": 1 - told["bytes_read"] / 64}, "why": ""}
"""
REFERENCE = """
def totals(files, options):
    return {name: options["factor"] * sum(map(sum, chunks)) for name, chunks in files}


def second(view):
    return [view.read(len(view) // 2 + 1, 1)[0], view.size]
"""
GENERATOR = "import hashlib\ndef generate(seed, size):\n    return hashlib.shake_128(seed).digest(size)\n"


def task(function: str, **more: Any) -> dict[str, Any]:
    title = {"en": function.title(), "zh-Hans": function}
    return {
        "title": title,
        "generator": "bytes.py",
        "bytes": 5000,
        "function": function,
        "checker": f"{function}.py",
        **more,
    }


def write(folder: Path, files: dict[str, bytes]) -> Package:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return read_folder(folder)


def function_files() -> dict[str, bytes]:
    files = package_files("totals", code_kib=16)
    problem = json.loads(files["problem.yaml"])
    ours = problem["lossless"]
    del ours["weights"]
    ours["kind"] = "function"
    ours["entry_points"] = {
        "totals": {"arguments": ["files", "json"], "returns": "json"},
        "second": {"arguments": ["metered"], "returns": "json"},
    }
    ours["families"] = {"totals": task("totals", timed=True), "second": task("second")}
    texts = {
        "problem.yaml": json.dumps(problem),
        "submissions/accepted/reference.py": REFERENCE,
        "data/generators/bytes.py": GENERATOR,
        "data/checkers/totals.py": TOTALS,
        "data/checkers/second.py": SECOND,
        "data/sample/totals-small.case": "abcd",
        "data/sample/second.case": "xyz",
    }
    del files["data/sample/hello.txt"], files["data/generators/same.py"]
    return files | {name: text.encode() for name, text in texts.items()}


def codec_files() -> dict[str, bytes]:
    """The small codec package with one function more."""
    files = package_files("packed", code_kib=16)
    problem = json.loads(files["problem.yaml"])
    ours = problem["lossless"]
    ours["entry_points"]["second"] = {"arguments": ["metered"], "returns": "json"}
    ours["families"] = {
        "words": {**ours["families"]["words"], "scored": True},
        "second": task("second"),
    }
    files["data/generators/same.py"] = b"def generate(seed, size):\n    return b'ab' * (size // 2)\n"
    files["submissions/accepted/reference.py"] = (
        b"import zlib\ncompress, decompress = zlib.compress, zlib.decompress\n" + REFERENCE.encode()
    )
    ours["runtime"] = "python-codecs"
    return files | {
        "problem.yaml": json.dumps(problem).encode(),
        "data/generators/bytes.py": GENERATOR.encode(),
        "data/checkers/second.py": SECOND.encode(),
    }


def bench_of(package: Package, folder: Path) -> Bench:
    storage = FolderStorage(folder / "storage")
    references = build_split(package, SAMPLE, storage)
    job = Job(
        id="task",
        attempt=1,
        kind="judge",
        package=storage.put(canonical_zip(package.files)),
        data=references,
        baseline={SAMPLE: run_reference(package, references, storage)},
        splits=(SAMPLE,),
        quick=True,
    )
    return Bench(package, storage, job)


@pytest.fixture(scope="module")
def functions(sandbox: None, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("functions")
    return bench_of(write(folder / "package", function_files()), folder)


@pytest.fixture(scope="module")
def packed(sandbox: None, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("packed")
    return bench_of(write(folder / "package", codec_files()), folder)


def test_the_reference_stands_at_80(functions: Bench) -> None:
    report = functions.run(REFERENCE)
    assert report["verdict"] == "AC"
    assert functions.row(report, "second")["score"] == pytest.approx(80)
    assert functions.row(report, "totals")["fields"] == {"sums": 1.0}
    assert functions.row(report, "totals")["run"]["pairs"] == 1


def test_a_part_of_an_answer_scores_its_part(functions: Bench) -> None:
    report = functions.run(REFERENCE.replace("{name:", "{name.replace('none', 'nil'):"))
    row = functions.row(report, "totals")
    assert (row["verdict"], row["quality"]) == ("AC", pytest.approx(2 / 3))
    assert row["error"] == "2 of 3 sums are right"
    assert row["score"] < 80


def test_an_answer_worth_nothing_is_wrong(functions: Bench) -> None:
    report = functions.run(REFERENCE.replace("view.size]", "view.size + 1]"))
    assert (report["verdict"], report["score"]) == ("WA", 0.0)


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("return b'bytes are no value'", "RTE"),
        ("return float('nan')", "RTE"),
        ("return [[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]", "WA"),
        ("return view.read(0, 65)", "RTE"),
        ("while True: pass", "TLE"),
    ],
)
def test_what_is_no_answer_fails(functions: Bench, body: str, verdict: str) -> None:
    report = functions.run(REFERENCE + f"\n\ndef second(view):\n    {body}\n")
    assert functions.row(report, "second")["verdict"] == verdict


def test_a_function_that_is_missing_does_not_load(functions: Bench) -> None:
    report = functions.run("def totals(files, options):\n    return {}\n")
    assert report["verdict"] == "CE"
    assert "second" in report["message"]


def test_a_codec_may_leave_its_other_functions_out(packed: Bench) -> None:
    whole = packed.package.files["submissions/accepted/reference.py"].decode()
    alone = whole.partition("def totals")[0]
    left_out, answered = packed.run(alone), packed.run(whole)
    assert [report["verdict"] for report in (left_out, answered)] == ["AC", "AC"]
    assert packed.row(left_out, "second")["verdict"] == "NA"
    assert packed.row(answered, "second")["score"] == pytest.approx(80)
    assert left_out["score"] == pytest.approx(packed.row(left_out, "words")["score"] / 2)


def test_a_trial_says_why(functions: Bench) -> None:
    report = functions.run(REFERENCE.replace("* sum", "+ sum"), kind="trial")
    cases = {case["name"]: case for case in report["cases"]}
    assert cases["totals-small.case"]["verdict"] == "WA"
    assert cases["totals-small.case"]["error"] == "0 of 3 sums are right"
    assert cases["second.case"]["verdict"] == "AC"


def test_the_candidate_sees_rounded_parts_and_no_reasons(functions: Bench) -> None:
    told = functions.run(REFERENCE)
    (row,) = (row for row in candidate_view(told)["data_sets"] if row["family"] == "second")
    assert row["fields"] == {"thrift": 0.98}
    assert not {"error", "quality", "peak_memory_bytes"} & row.keys()


@pytest.mark.parametrize(
    "checker",
    [
        "arguments = check = 1 / 0",
        "def arguments(case):\n    return 1\ndef check(*_):\n    return {}",
        "def arguments(case):\n    return [{'bytes': 1}]\ndef check(*_):\n    return {}",
        "def arguments(case):\n    return [{'bytes': [1, len(case)]}]\ndef check(*_):\n    return {}",
        "def arguments(case):\n    return [{'files': [['a', [[0, 1]], 0]]}]\ndef check(*_):\n    return {}",
        "def arguments(case):\n    return [{'metered': [[0, 9]]}]\ndef check(*_):\n    return {'quality': 'a'}",
        SECOND.replace('"why": ""', '"why": "", "figures": {"one": "1"}'),
        SECOND.replace('"why": ""', '"why": "", "figures": {str(n): n for n in range(9)}'),
    ],
)
def test_a_broken_checker_is_a_finding_about_the_package(sandbox: None, tmp_path: Path, checker: str) -> None:
    files = codec_files() | {"data/checkers/second.py": checker.encode()}
    package = write(tmp_path / "package", files)
    with pytest.raises(PackageError, match=r"data/checkers/second\.py"):
        bench_of(package, tmp_path)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"function": "third"}, "expected one of the entry points"),
        ({"checker": "other.py"}, "is not in the package"),
        ({"function": "", "timed": True}, "come together"),
        ({"bundle": True}, "leave bundle out"),
    ],
)
def test_a_task_names_its_function_and_checker(
    tmp_path: Path, change: dict[str, Any], complaint: str
) -> None:
    files = function_files()
    problem = json.loads(files["problem.yaml"])
    problem["lossless"]["families"]["second"] |= change
    files["problem.yaml"] = json.dumps(problem).encode()
    with pytest.raises(PackageError, match=complaint):
        write(tmp_path, files)


CURVED = """
import zlib


def compress(data, parameters):
    window = parameters.bit_length() - 1
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return bytes([window]) + packer.compress(data) + packer.flush()


def decompress(blob, parameters):
    assert blob[0] == parameters.bit_length() - 1
    return zlib.decompress(blob[1:], blob[0])


def law(points):
    return {"last": points[-1][1], "sizes": [size for size, _ in points]}
"""
LAW = """
def arguments(case):
    return []


def check(case, answer, told):
    *known, last = told["points"]
    right = answer == {"last": known[-1][1], "sizes": [size for size, _ in known]}
    return {"quality": float(right and last[1] <= known[0][1]), "parts": {"law": float(right)}, "why": "read"}
"""


def curve_files() -> dict[str, bytes]:
    files = codec_files()
    problem = json.loads(files["problem.yaml"])
    ours = problem["lossless"]
    ours["sizes"] = [512, 1024, 4096, 16384]
    function = {"arguments": ["bytes", "parameters"], "returns": "bytes"}
    ours["entry_points"] = {
        "compress": function,
        "decompress": function,
        "law": {"arguments": ["json"], "returns": "json"},
    }
    del ours["families"]["second"]
    ours["families"]["quiet"] = {**ours["families"]["words"], "speed": False}
    ours["families"]["law"] = {**task("law", curve=True, public=True), "generator": "same.py"}
    files["submissions/accepted/reference.py"] = CURVED.encode()
    return files | {
        "problem.yaml": json.dumps(problem).encode(),
        "data/checkers/law.py": LAW.encode(),
    }


@pytest.fixture(scope="module")
def curved(sandbox: None, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("curved")
    return bench_of(write(folder / "package", curve_files()), folder)


def test_a_curve_is_made_of_real_blobs_and_read_by_the_code(curved: Bench) -> None:
    report = curved.run(CURVED)
    assert report["verdict"] == "AC"
    row = curved.row(report, "law")
    assert [size for size, _ in row["curve"]] == [512, 1024, 4096, 16384]
    assert row["score"] == pytest.approx(80)
    (seen,) = (row for row in candidate_view(report)["data_sets"] if row["family"] == "law")
    assert seen["curve"] == row["curve"]


def test_where_speed_does_not_count_the_ratio_alone_scores(curved: Bench) -> None:
    row = curved.row(curved.run(CURVED), "quiet")
    assert row["compress"] is None
    assert row["score"] == pytest.approx(80, abs=0.5)


def test_one_size_of_the_curve_is_decoded(curved: Bench) -> None:
    report = curved.run(CURVED.replace("zlib.decompress(blob[1:], blob[0])", "b''"))
    assert (report["verdict"], report["score"]) == ("WA", 0.0)


def test_names_of_functions_are_texts(tmp_path: Path) -> None:
    files = function_files()
    files["problem.yaml"] = files["problem.yaml"].replace(b'"second": {"arguments"', b'7: {"arguments"')
    with pytest.raises(PackageError, match="expected a name"):
        write(tmp_path, files)


def test_code_that_does_not_load_is_not_taken_for_code_that_leaves_a_function_out(functions: Bench) -> None:
    codec = Codec.of(functions.package, b"import os\nos._exit(0)\n")
    with pytest.raises(Failed) as failed:
        codec.defines("second")
    assert failed.value.verdict == "RTE"


@pytest.fixture(scope="module")
def scientific(sandbox: None, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The small package with functions, for NumPy alone."""
    files = function_files()
    problem = json.loads(files["problem.yaml"])
    problem["languages"] = ["python3-scientific"]
    problem["lossless"]["references"] = {"accelerated": "submissions/accepted/reference.py"}
    files["problem.yaml"] = json.dumps(problem).encode()
    files["starter/python3-scientific.py"] = files.pop("starter/python3.py")
    files["submissions/accepted/numpy.py"] = b"import numpy\n" + REFERENCE.encode()
    folder = tmp_path_factory.mktemp("scientific")
    return bench_of(write(folder / "package", files), folder)


def test_a_package_may_take_no_plain_python(scientific: Bench) -> None:
    package = scientific.package
    assert package.submission_language("submissions/accepted/numpy.py") == "python3-scientific"
    report = scientific.run("import numpy\n" + REFERENCE, language="python3-scientific")
    assert (report["verdict"], scientific.row(report, "second")["score"]) == ("AC", pytest.approx(80))


def test_its_data_are_prepared_whatever_language_a_job_says(scientific: Bench) -> None:
    report = scientific.run(b"", kind="prepare")
    assert report["findings"] == []
    assert set(report["baseline"]) == {"accelerated"}
