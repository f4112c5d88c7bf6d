"""Prints how hard packers find generated data beside real ones: .venv/bin/python -m tests.problems.realism.report"""

from __future__ import annotations

from tests.problems.realism.measure import PACKERS
from tests.problems.realism.test_realism import PAIRS, ROWS, measured

PACKED_BY = {"zlib": "zlib -6", "bz2": "bz2 -9", "xz": "xz -9e"}


def main() -> None:
    print("| family | bytes | beside |", " | ".join(PACKED_BY[packer] for packer in PACKERS), "|")
    print("| --- | --- | --- |", " | ".join("---" for _ in PACKERS), "|")
    for slug, family, name in PAIRS:
        row = ROWS[name]
        found = measured(slug, family.name, family.header_bytes, row["bytes"])
        cells = (f"{found[packer]:.2f} / {row['ratios'][packer]:.2f}" for packer in PACKERS)
        print(f"| `{family.name}` ({slug}) | {row['bytes']:,} | {row['name']} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
