"""What foreign code runs on: folders with an interpreter, its library and the harness, built once.

Never bound from a virtual environment, a home folder or the repository: a slot's uid must be able to
read all of it, and nothing else of the host may be seen.
"""

from judge.runtimes.build import is_installed, open_runtime
from judge.runtimes.places import runtime_folder
from judge.runtimes.specs import SPECS, RuntimeSpec
from judge.sandbox.runtime import Runtime

__all__ = ["SPECS", "Runtime", "RuntimeSpec", "is_installed", "open_runtime", "runtime_folder"]
