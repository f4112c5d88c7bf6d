"""The command-line client as one file: a zip that Python runs, the same bytes for the same source."""

import io
import zipfile
from functools import lru_cache
from pathlib import Path

CLIENT = Path(__file__).parent / "client"
INTERPRETER = b"#!/usr/bin/env python3\n"
MAIN = "import sys\n\nfrom lossless.cli import main\n\nsys.exit(main())\n"


@lru_cache(maxsize=1)
def bundle() -> bytes:
    """What `lossless` is once downloaded: an executable of Python source, to be read with any unzip."""
    packed = io.BytesIO()
    packed.write(INTERPRETER)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry("__main__.py"), MAIN)
        for path in sorted(CLIENT.glob("*.py")):
            archive.writestr(entry(f"lossless/{path.name}"), path.read_text())
    return packed.getvalue()


def entry(name: str) -> zipfile.ZipInfo:
    """Without a date or a mode of this machine."""
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = 0o644 << 16
    return made
