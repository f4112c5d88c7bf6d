"""YAML with line numbers, so that a finding can point at the place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from judge.package.finding import Finding, error

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12


@dataclass(frozen=True)
class Located:
    """A parsed document and the line (from 1) of every key path."""

    value: Any
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def line(self, *path: str) -> int | None:
        """Line of the longest known part of ``path``."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def load_yaml(file: str, data: bytes) -> tuple[Located, list[Finding]]:
    """Parse plain YAML: no anchors, no tags, no duplicate keys, bounded size and depth."""
    if len(data) > MAX_BYTES:
        return Located(None), [error(file, None, "size", f"expected at most {MAX_BYTES:,} bytes")]
    try:
        text = data.decode()
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            return Located(None), [error(file, None, "yaml", "anchors are not used here; write it out")]
        node = yaml.compose(text, yaml.SafeLoader)
        value = yaml.safe_load(text)
    except UnicodeDecodeError as broken:
        return Located(None), [error(file, None, "encoding", f"expected UTF-8: {broken.reason}")]
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        problem = getattr(broken, "problem", None) or str(broken)
        return Located(None), [error(file, mark.line + 1 if mark else None, "yaml", problem)]
    except RecursionError:
        return Located(None), [error(file, None, "yaml", "nested too deeply")]
    except (ValueError, TypeError, OverflowError, LookupError) as broken:
        # What looks like a date or a number and is none ends in these.
        return Located(None), [error(file, None, "yaml", f"a value that cannot be read: {broken}")]
    lines: dict[tuple[str, ...], int] = {(): 1}
    findings: list[Finding] = []
    _walk(file, node, (), lines, findings)
    return Located(value, lines), findings


def _walk(
    file: str,
    node: yaml.Node | None,
    path: tuple[str, ...],
    lines: dict[tuple[str, ...], int],
    findings: list[Finding],
) -> None:
    if not isinstance(node, yaml.MappingNode):
        return
    if len(path) > MAX_DEPTH:
        findings.append(error(file, node.start_mark.line + 1, "yaml", "nested too deeply"))
        return
    for key, value in node.value:
        here = (*path, str(key.value))
        if here in lines:
            findings.append(
                error(file, key.start_mark.line + 1, "key", f"{'.'.join(here)} stands here twice")
            )
        lines[here] = key.start_mark.line + 1
        _walk(file, value, here, lines, findings)
