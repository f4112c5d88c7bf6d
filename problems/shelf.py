"""Packages as the web site holds them in memory: texts, limits and samples by digest."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from judge.package import Package, read_zip
from judge.storage import open_storage

# What only the judge needs, and what is large.
_LEFT_IN_STORAGE = ("data/pools/", "data/generators/")


@lru_cache(maxsize=64)
def shelved_package(digest: str) -> Package:
    """The package of that digest without its pools. Raises StorageError when the blob is gone."""
    package = read_zip(open_storage().get(digest))
    kept = {name: data for name, data in package.files.items() if not name.startswith(_LEFT_IN_STORAGE)}
    return replace(package, files=kept)
