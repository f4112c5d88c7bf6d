"""Message catalogues: .po to .mo, in Python, so that no system package is needed.

``python -m config.translations FILE.po …``
"""

import sys
from pathlib import Path

import polib


def compile_catalogue(source: Path) -> Path:
    """Write the .mo beside the .po; what is fuzzy or empty there stays in English."""
    target = source.with_suffix(".mo")
    polib.pofile(str(source)).save_as_mofile(str(target))
    return target


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compile_catalogue(Path(name))
