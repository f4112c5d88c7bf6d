"""What can go wrong in the judge itself.

JudgeError            the judge, not the submission, is at fault
├── SandboxUnavailable  this machine cannot run the sandbox; the text says why and what to do
├── DataMissing         hidden data of a version are not built yet
└── StorageError        a blob is absent or damaged
PackageError          a problem package breaks the format; carries every finding
UsageError            a command or a job was called with something it does not take
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from judge.package.finding import Finding


class JudgeError(Exception):
    """A fault of the judge: the judging is tried again and never counted against the author."""


class SandboxUnavailable(JudgeError):
    """This machine cannot run the sandbox. The text says why and what to do."""


class DataMissing(JudgeError):
    """The hidden data of a problem version are not on this machine."""


class StorageError(JudgeError):
    """A stored blob is absent or its digest is not the one it is named by."""


class UsageError(Exception):
    """The caller asked for something that does not exist; the text names what does."""


class PackageError(Exception):
    """A problem package that breaks the format, with every finding."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
