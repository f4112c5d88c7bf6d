"""Problem packages: Kattis problem package format 2025-09 with our additions under ``lossless:``."""

from judge.package.archive import canonical_zip
from judge.package.expectation import Expectation, expectations
from judge.package.finding import Finding
from judge.package.model import EntryPoint, Family, Limits, Package, Weights
from judge.package.reader import read_folder, read_zip

__all__ = [
    "EntryPoint",
    "Expectation",
    "Family",
    "Finding",
    "Limits",
    "Package",
    "Weights",
    "canonical_zip",
    "expectations",
    "read_folder",
    "read_zip",
]
