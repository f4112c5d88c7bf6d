"""What the judge is asked to do: one dict on the wire, one frozen dataclass in code."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from judge.errors import UsageError

SCHEMA = 1
KINDS = ("judge", "trial", "prepare", "peers", "verify")


@dataclass(frozen=True)
class DataRef:
    """A built data set: where it belongs, the digest it is stored by, its size in bytes."""

    family: str
    split: str
    digest: str
    bytes: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "family": self.family,
            "split": self.split,
            "digest": self.digest,
            "bytes": self.bytes,
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> DataRef:
        return cls(str(value["family"]), str(value["split"]), str(value["digest"]), int(value["bytes"]))


@dataclass(frozen=True)
class Job:
    """``package`` and data are digests in storage; ``baseline`` is what prepare found out about
    the references; ``reply_to`` names the task that takes the messages."""

    id: str
    attempt: int
    kind: str
    package: str
    reply_to: str = ""
    data: tuple[DataRef, ...] = ()
    baseline: Mapping[str, Any] = field(default_factory=dict)
    language: str = "python3"
    source: bytes = b""
    splits: tuple[str, ...] = ("board",)
    own_input: bytes | None = None
    quick: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "id": self.id,
            "attempt": self.attempt,
            "kind": self.kind,
            "package": self.package,
            "reply_to": self.reply_to,
            "data": [reference.to_dict() for reference in self.data],
            "baseline": dict(self.baseline),
            "language": self.language,
            "source": base64.b64encode(self.source).decode(),
            "splits": list(self.splits),
            "own_input": None if self.own_input is None else base64.b64encode(self.own_input).decode(),
            "quick": self.quick,
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Job:
        """Raises UsageError for another schema, an unknown kind, or a field that is not what it should be."""
        if value.get("schema") != SCHEMA or str(value.get("kind")) not in KINDS:
            raise UsageError(
                f"expected a job of schema {SCHEMA} and kind {', '.join(KINDS)}; "
                f"got {str(value.get('schema'))[:40]!r}, {str(value.get('kind'))[:40]!r}"
            )
        try:
            return cls._read(value)
        except (LookupError, TypeError, ValueError, OverflowError) as error:
            raise UsageError(f"a job that cannot be read: {error!r:.200}") from error

    @classmethod
    def _read(cls, value: Mapping[str, Any]) -> Job:
        own_input = value.get("own_input")
        return cls(
            id=str(value["id"]),
            attempt=int(value["attempt"]),
            kind=str(value["kind"]),
            package=str(value["package"]),
            reply_to=str(value.get("reply_to", "")),
            data=tuple(DataRef.from_dict(item) for item in value.get("data", ())),
            baseline=dict(value.get("baseline") or {}),
            language=str(value.get("language", "python3")),
            source=base64.b64decode(value.get("source", "")),
            splits=tuple(str(split) for split in value.get("splits", ("board",))),
            own_input=None if own_input is None else base64.b64decode(own_input),
            quick=bool(value.get("quick", False)),
        )
