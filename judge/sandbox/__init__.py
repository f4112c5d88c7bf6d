"""The sandbox: one process of foreign code, pipes only, limits outside its reach.

    with Sandbox.start(runtime, limits) as sandbox:
        sandbox.load(source)
        outcome = sandbox.call("compress", data)

Only bytes of bounded length come back; nothing else from inside is believed.
"""

from judge.sandbox.availability import availability, require
from judge.sandbox.box import Sandbox
from judge.sandbox.limits import Limits, Outcome, Status

__all__ = ["Limits", "Outcome", "Sandbox", "Status", "availability", "require"]
