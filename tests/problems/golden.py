"""Digests of what generators make, for any Python with numpy:

    python tests/problems/golden.py            # says which differ; exit code 1 if any does
    python tests/problems/golden.py --write    # after a generator was changed on purpose

Nothing of the project is imported, so that other versions of Python and numpy can be tried.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

PACKAGES = Path(__file__).resolve().parents[2] / "problems" / "packages"
TABLE = Path(__file__).with_name("golden.json")
SEED = b"golden"
BYTES = 20_000  # asked of every generator; bundles and cases of functions come in sizes of their own

Rows = dict[str, dict[str, Any]]


def rows() -> Rows:
    """By package/family: the files of generator and pool, and the digest."""
    found: Rows = json.loads(TABLE.read_text(encoding="utf-8"))
    return found


@cache
def digest(source: str, pool: Path | None) -> str:
    """SHA-256 of what a generator makes, here and now."""
    names: dict[str, Any] = {"__name__": "generator"}
    exec(compile(source, "generator", "exec"), names)  # noqa: S102 - the project's own file
    return hashlib.sha256(names["generate"](SEED, BYTES, *([pool.read_bytes()] if pool else []))).hexdigest()


def found() -> dict[str, str]:
    """Digests by package/family; what packages share is made once."""
    digests, pools = {}, {}
    for name, row in rows().items():
        data = PACKAGES / name.split("/")[0] / "data"
        pool = pools.setdefault(row["pool"], data / "pools" / row["pool"]) if row["pool"] else None
        digests[name] = digest((data / "generators" / row["generator"]).read_text(encoding="utf-8"), pool)
    return digests


def main(write: bool) -> int:
    table, digests = rows(), found()
    different = [name for name, made in digests.items() if made != table[name]["sha256"]]
    for name in different:
        print(f"{name}: expected {table[name]['sha256'][:16]}, got {digests[name][:16]}")
        table[name]["sha256"] = digests[name]
    if write:
        TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(
        f"Python {sys.version.split()[0]}: {len(digests) - len(different)} as expected, {len(different)} not"
    )
    return 0 if write or not different else 1


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv[1:]))
