"""The corpus: what each hostile program says of itself, read without running it.

A Python program says it in its docstring (first line: what it tries; ``Breach:`` what proves that it got
through) and in constants: VERDICT, the words that are right, RUNTIME, SETUPS, CONTROL (harmless enough to be
let loose), CALLS (how often ``attack`` is called). Programs in other languages say it in their first comment,
in lines like ``verdict: AC SV``.

What is done with it follows from what it defines:

    attack(bait) -> bytes               what it got hold of, empty for nothing
    leave(secret), find(b"") -> bytes   called in two sandboxes; the second should not know the secret
    compress, decompress                judged as a codec
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from judge.languages import LANGUAGES

HERE = Path(__file__).parent
SELF_TEST = HERE.parents[2] / "judge" / "hostile"
GROUPS = (
    "resources",
    "secrets",
    "network",
    "kernel",
    "state",
    "harness",
    "compilation",
    "compiled",
    "languages",
)
ROOT, PROCESSES, PLAIN, CONTROL = "root", "processes", "plain", "control"
OCI, OCI_PLAIN = "oci", "oci-plain"
SETUPS = (ROOT, PROCESSES, PLAIN, OCI, OCI_PLAIN)
# What is tried in the one sandbox is tried in the other, too.
_ALSO = {ROOT: OCI, PLAIN: OCI_PLAIN}
ATTACK, STATE, CODEC = "attack", "state", "codec"


@dataclass(frozen=True)
class Program:
    """One hostile program. ``verdicts``: those that are right; ``setups``: those it can be tried in;
    ``runtime``: a name of a runtime, or the compiled language."""

    path: Path
    group: str
    tries: str
    proof: str
    mode: str
    verdicts: tuple[str, ...]
    setups: tuple[str, ...]
    runtime: str
    language: str
    calls: int

    @property
    def is_compiled(self) -> bool:
        return self.language != "python3"

    @property
    def name(self) -> str:
        return f"{self.group}/{self.path.stem}"


def corpus() -> list[Program]:
    """Every program, those of the self-test at last."""
    own = [read(path, group) for group in GROUPS for path in sorted((HERE / group).iterdir()) if path.suffix]
    return [*own, *(read(path, "self-test") for path in sorted(SELF_TEST.glob("*.py")))]


def read(path: Path, group: str) -> Program:
    """Raises ValueError for a program that does not say what it is."""
    text = path.read_text()
    said = dict(_of_python(text) if path.suffix == ".py" else _of_comment(text))
    head, _, proof = said.get("head", "").partition("Breach:")
    if not head.strip() or not proof.strip():
        raise ValueError(f"{path} does not say what it tries and what would prove a breach")
    setups = said.get("setups", " ".join(_usual(group))).split()
    setups += [_ALSO[setup] for setup in setups if setup in _ALSO]
    language = next(each.name for each in LANGUAGES.values() if each.suffix == path.suffix)
    return Program(
        path=path,
        group=group,
        tries=head.strip().splitlines()[0],
        proof=" ".join(proof.split()),
        mode=said["mode"],
        verdicts=tuple(said.get("verdict", "AC SV RTE MLE OLE").split()),
        setups=(*setups, *((CONTROL,) if said.get("control") else ())),
        runtime=said.get("runtime", "python" if path.suffix == ".py" else language),
        language=language,
        calls=int(said.get("calls", "1")),
    )


def _usual(group: str) -> tuple[str, ...]:
    """Compilers may start processes in every set-up; other languages are tried as they are run."""
    return (ROOT, PLAIN) if group in ("compilation", "languages") else (ROOT, PROCESSES, PLAIN)


def _of_python(text: str) -> Iterator[tuple[str, str]]:
    tree = ast.parse(text)
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    yield "head", ast.get_docstring(tree) or ""
    yield "mode", ATTACK if "attack" in defined else STATE if "leave" in defined else CODEC
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).isupper():
            name = ast.unparse(node.targets[0]).lower()
            if name in ("verdict", "runtime", "setups", "control", "calls"):
                yield name, str(ast.literal_eval(node.value))


def _of_comment(text: str) -> Mapping[str, str]:
    found = re.match(r"/\*(.*?)\*/", text, re.DOTALL)
    lines = [line.strip(" *") for line in found[1].splitlines()] if found else []
    said = dict(line.split(": ", 1) for line in lines if re.match(r"(verdict|setups|mode|calls): ", line))
    told = [line for line in lines if line and line.split(": ")[0] not in said]
    return {"mode": ATTACK, **said, "head": "\n".join(told)}
