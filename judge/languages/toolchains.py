"""From a language to something that runs: which are on this machine, and what a source becomes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from types import ModuleType

from judge.errors import SandboxUnavailable, UsageError
from judge.languages import COMPILED, LANGUAGES, c, cpp, go, java, javascript, rust
from judge.runtimes import Runtime, is_installed, open_runtime
from judge.sandbox import Limits

# Of each: toolchain() -> Toolchain | None, runtime() -> Runtime, make(source) -> bytes, raising Failed.
_NATIVE: dict[str, ModuleType] = {"c": c, "cpp": cpp, "rust": rust, "go": go}
# Of each the same, but for runtime(memory): the heap must end before the limit on memory does.
_MANAGED: dict[str, ModuleType] = {"java": java, "javascript": javascript}
_COMPILED = {**_NATIVE, **_MANAGED}
_PYTHON = {"python3-scientific": "python-scientific", "python3-torch": "python-torch"}
# Programs that were made are kept, so that trial, verdict and search for a small input compile once.
_KEPT_PROGRAMS = 4


@dataclass(frozen=True)
class Prepared:
    """What is sent to a sandbox of ``runtime``: a source, or the program made of it."""

    code: bytes
    runtime: Runtime
    versions: tuple[tuple[str, str], ...]


def prepare(
    language: str, source: bytes, limits: Limits | None = None, core: int | None = None, plain: str = "python"
) -> Prepared:
    """Compile where the language is compiled. ``plain``: the runtime that python3 means here. Raises Failed,
    or SandboxUnavailable where the toolchain is not on this machine."""
    runtime = runtime_of(language, plain, limits or Limits())
    code = _made(language, source) if is_compiled(language) else source
    return Prepared(code, runtime, runtime.versions)


def runtime_of(language: str, plain: str = "python", limits: Limits = Limits()) -> Runtime:  # noqa: B008  # Frozen.
    """What code of a language runs on within ``limits``. Raises as ``prepare``."""
    _check(language)
    if not is_compiled(language):
        return open_runtime(_PYTHON.get(language, plain))
    if _COMPILED[language].toolchain() is None:
        raise SandboxUnavailable(f"there is no toolchain for {LANGUAGES[language].title} on this machine")
    memory = (limits.memory,) if language in _MANAGED else ()
    runtime: Runtime = _COMPILED[language].runtime(*memory)
    return runtime


def is_native(language: str) -> bool:
    """Whether it becomes a program that fills space made for it, and must be told how much there is."""
    return language in _NATIVE


def is_compiled(language: str) -> bool:
    """Whether what runs is made of the source by ``prepare``."""
    return LANGUAGES[language].speed_class == COMPILED


@functools.cache
def available() -> tuple[str, ...]:
    """Languages whose toolchain is on this machine, in the order in which they are listed."""
    return tuple(name for name in LANGUAGES if _is_here(name))


def _is_here(language: str) -> bool:
    if is_compiled(language):
        return _COMPILED[language].toolchain() is not None
    return is_installed(_PYTHON.get(language, "python"))


def _check(language: str) -> None:
    if language not in LANGUAGES or (is_compiled(language) and language not in _COMPILED):
        raise UsageError(f"unknown language {language!r}; known: {', '.join(LANGUAGES)}")


@functools.lru_cache(maxsize=_KEPT_PROGRAMS)
def _made(language: str, source: bytes) -> bytes:
    program: bytes = _COMPILED[language].make(source)
    return program
