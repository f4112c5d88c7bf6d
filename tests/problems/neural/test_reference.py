"""The reference comes back exactly, in other processes too, keeps to its budget, and is as small as promised."""

import bz2
import hashlib
import lzma
import os
import subprocess
import sys

import pytest

from judge.scoring import expansion_limit
from tests.problems.neural.material import SHIPPED, cases, data, load, package

reference = load("submissions/accepted/reference.py")
SIZES = package().sizes
# Of a blob as every machine makes it: Python 3.11.7 with NumPy 2.4.6, 3.12.1 and 3.13.0 with NumPy 2.5.5, all with
# Numba 0.68.1, compiled it alike.
GOLDEN = "096554c43e2a6783"
DECODE = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("reference", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
sys.stdout.buffer.write(module.decompress(sys.stdin.buffer.read(), int(sys.argv[2])))
"""


@pytest.mark.parametrize("size", SIZES)
def test_all_arrays_together_are_within_the_budget(size: int) -> None:
    model = reference.fresh(reference.plan_for(size))
    assert 0.9 * size < sum(array.size for array in model) <= size


def test_every_edge_case_comes_back_within_the_limit() -> None:
    for case in cases("edge_cases"):
        blob = reference.compress(case, SIZES[0])
        assert reference.decompress(blob, SIZES[0]) == case
        assert len(blob) <= expansion_limit(len(case))


def test_blobs_are_the_same_everywhere() -> None:
    blob = reference.compress(data("text_zh", size=3000), SIZES[1])
    assert hashlib.sha256(blob).hexdigest()[:16] == GOLDEN


def test_another_process_decodes_what_was_compiled_without_compiling() -> None:
    content = data("text_zh", size=1000)
    program = SHIPPED.root / "submissions/accepted/reference.py"
    back = subprocess.run(  # noqa: S603
        [sys.executable, "-c", DECODE, program, str(SIZES[0])],
        input=reference.compress(content, SIZES[0]),
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        check=True,
    )
    assert back.stdout == content


def test_english_and_chinese_are_as_small_as_promised() -> None:
    english, chinese = data("text_en", size=1 << 18), data("text_zh")
    packed = len(reference.compress(english, package().size))
    assert packed <= 0.80 * len(lzma.compress(english, preset=9 | lzma.PRESET_EXTREME))
    assert packed <= 0.86 * len(bz2.compress(english, 9))
    packed = len(reference.compress(chinese, package().size))
    assert packed <= 0.87 * len(lzma.compress(chinese, preset=9 | lzma.PRESET_EXTREME))
