"""read variables that tell of the host

Breach: any variable that the runtime did not set itself.
"""

import os

OWN = "HOME LANG LD_LIBRARY_PATH OPENBLAS_NUM_THREADS PWD"


def attack(bait: bytes) -> bytes:
    names = [name for name in os.environ if name not in OWN.split() and not name.startswith("PYTHON")]
    return " ".join(names).encode()
