"""The programs that can put foreign code into namespaces of its own, behind one interface.

LOSSLESS_SANDBOX says which: ``bwrap``, or ``oci`` for the runtime that LOSSLESS_OCI_RUNTIME names.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from judge.errors import SandboxUnavailable
from judge.sandbox.backends import bwrap, oci
from judge.sandbox.backends.plan import Plan, Running

_STARTERS: dict[str, Callable[[Plan], Running]] = {bwrap.NAME: bwrap.Wrapped, oci.NAME: oci.Contained}
NAMES = tuple(_STARTERS)


def chosen() -> str:
    """The backend's name by LOSSLESS_SANDBOX, which may be a name that does not exist."""
    return os.environ.get("LOSSLESS_SANDBOX") or bwrap.NAME


def starter() -> Callable[[Plan], Running]:
    """What starts a program by the chosen backend. Raises SandboxUnavailable for a name that is none."""
    if chosen() not in _STARTERS:
        raise SandboxUnavailable(f"LOSSLESS_SANDBOX is {chosen()!r}; expected one of {', '.join(NAMES)}")
    return _STARTERS[chosen()]
