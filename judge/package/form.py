"""problem.yaml to a Package: every key is known, every value has its type, every named file exists."""

from __future__ import annotations

import re
import uuid as uuids
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from judge.languages import COMPILED, SPEED_CLASSES
from judge.languages import LANGUAGES as PROGRAMMING
from judge.package.bars import read_bars
from judge.package.finding import Finding, error
from judge.package.located import load_yaml
from judge.package.model import (
    BY_SUFFIX,
    CODEC,
    FUNCTION,
    LANGUAGES,
    EntryPoint,
    Family,
    Limits,
    Package,
    Weights,
)
from judge.package.reading import FILE, Form, listed

KINDS = (CODEC, FUNCTION)
RUNTIMES = ("python", "python-codecs")
MAX_DATA_BYTES = 16 * 1024 * 1024
_MIB = 1024 * 1024
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FAMILY = re.compile(r"[a-z][a-z0-9_]{0,31}")
_CODEC = ("compress", "decompress")
_ARGUMENTS = ("bytes", "files", "json", "metered")
_PARAMETERS = "parameters"
LEAST_SIZES, MOST_SIZES = 4, 12
_FUNCTION = re.compile(r"[a-z][a-z0-9_]{0,31}")
_TOP = {
    "problem_format_version",
    "type",
    "name",
    "uuid",
    "version",
    "license",
    "credits",
    "keywords",
    "languages",
    "limits",
    "lossless",
    "source",
    "rights_owner",
}
_OURS = {
    "slug",
    "kind",
    "runtime",
    "entry_points",
    "weights",
    "slice_bytes",
    "measure_cpu_seconds",
    "references",
    "families",
    "sizes",
    "least_bytes_per_second",
    "bars",
}
_FAMILY_KEYS = {"title", "generator", "pool", "bytes", "scored", "bundle", "public", "speed"}
_TYPED_KEYS = {"header_bytes", "frame_bytes"}
_TASK_KEYS = {"function", "checker", "timed", "curve"}


def line_of(files: Mapping[str, bytes], *path: str) -> int | None:
    """Line of a key of problem.yaml, for findings about what a key says."""
    return load_yaml(FILE, files[FILE])[0].line(*path)


def parse(files: Mapping[str, bytes], digest: str) -> tuple[Package | None, list[Finding]]:
    """The package these files make, or None, and every finding about their form."""
    if FILE not in files:
        return None, [error(FILE, None, "file", "a package has a problem.yaml at its top")]
    document, findings = load_yaml(FILE, files[FILE])
    if findings:
        return None, findings
    form = Form(document, files)
    form.mapping(known=_TOP)
    form.text("problem_format_version", choices=("2025-09",))
    form.text("type", choices=("scoring",))
    package = _package(form, files, digest)
    _check_texts(form, package)
    return (None if form.findings else package), form.findings


def _package(form: Form, files: Mapping[str, bytes], digest: str) -> Package:
    form.mapping("lossless", known=_OURS)
    form.mapping("credits", known={"authors"})
    families, references = _families(form), _references(form)
    return Package(
        digest=digest,
        files=files,
        uuid=_uuid(form),
        slug=_slug(form),
        names=form.titles("name"),
        license=form.text("license"),
        credits=form.texts("credits", "authors"),
        keywords=form.texts("keywords"),
        languages=_languages(form),
        limits=_limits(form),
        kind=form.text("lossless", "kind", choices=KINDS),
        runtime=form.text("lossless", "runtime", choices=RUNTIMES),
        entry_points=_entry_points(form),
        families=families,
        weights=_weights(form),
        slice_bytes=int(form.number("lossless", "slice_bytes", low=1024, high=4 * _MIB, default=32768)),
        measure_cpu_seconds=form.number("lossless", "measure_cpu_seconds", low=1, high=3600, default=90),
        references=references,
        sizes=_sizes(form),
        least_bytes_per_second=form.number("lossless", "least_bytes_per_second", low=0, high=1e9, default=0),
        bars=read_bars(form, families, tuple(references)),
    )


def _uuid(form: Form) -> str:
    value = form.text("uuid")
    try:
        return str(uuids.UUID(value))
    except ValueError:
        form.complain(("uuid",), "value", f"expected a UUID, found {value!r}")
        return ""


def _slug(form: Form) -> str:
    value = form.text("lossless", "slug")
    if value and not (_SLUG.fullmatch(value) and len(value) <= 40):
        form.complain(("lossless", "slug"), "value", "expected lower-case letters, digits and dashes")
    return value


def _languages(form: Form) -> tuple[str, ...]:
    languages = form.texts("languages")
    if not languages:
        form.complain(("languages",), "value", f"expected a list out of {listed(PROGRAMMING)}")
    for name in languages:
        language = PROGRAMMING.get(name)
        if language is None:
            form.complain(("languages",), "value", f"unknown language {name!r}; known: {listed(PROGRAMMING)}")
            continue
        if f"starter/{name}{language.suffix}" not in form.files:
            form.complain(("languages",), "file", f"starter/{name}{language.suffix} is missing")
        references = form.find("lossless", "references")
        if isinstance(references, dict) and language.speed_class not in references:
            message = f"{name} is compared with a reference that is {language.speed_class}, and none is named"
            form.complain(("languages",), "reference", message)
    return languages


def _limits(form: Form) -> Limits:
    form.mapping("limits", known={"memory", "output", "code"})
    return Limits(
        memory_bytes=int(form.number("limits", "memory", low=64, high=4096, default=512) * _MIB),
        output_bytes=int(form.number("limits", "output", low=1, high=256, default=64) * _MIB),
        code_bytes=int(form.number("limits", "code", low=1, high=256, default=256) * 1024),
    )


def _entry_points(form: Form) -> tuple[EntryPoint, ...]:
    points = tuple(_entry_point(form, name) for name in form.mapping("lossless", "entry_points"))
    found = {point.name: (point.arguments, point.returns) for point in points if point.name in _CODEC}
    if found != (_codec(form) if form.find("lossless", "kind") == CODEC else {}):
        form.complain(
            ("lossless", "entry_points"),
            "value",
            "a codec, and nothing else, has compress and decompress, each with arguments [bytes], or "
            "[bytes, parameters] where sizes are named, and returns bytes",
        )
    return points


def _codec(form: Form) -> dict[str, tuple[tuple[str, ...], str]]:
    arguments = ("bytes", _PARAMETERS) if form.find("lossless", "sizes") else ("bytes",)
    return dict.fromkeys(_CODEC, (arguments, "bytes"))


def _sizes(form: Form) -> tuple[int, ...]:
    path = ("lossless", "sizes")
    value = form.find(*path)
    if value is None:
        return ()
    whole = isinstance(value, list) and all(type(size) is int and 1 <= size <= 1 << 40 for size in value)
    if not whole or value != sorted(set(value)) or not LEAST_SIZES <= len(value) <= MOST_SIZES:
        form.complain(path, "value", f"expected {LEAST_SIZES} to {MOST_SIZES} whole numbers that rise")
        return ()
    return tuple(value)


def _entry_point(form: Form, name: str) -> EntryPoint:
    path = ("lossless", "entry_points", name)
    form.mapping(*path, known={"arguments", "returns"})
    point = EntryPoint(name, form.texts(*path, "arguments"), form.text(*path, "returns"))
    if not _FUNCTION.fullmatch(name):
        form.complain(path, "value", "a function is named in lower-case letters, digits, underscores")
    for kind in set(point.arguments) - {*_ARGUMENTS, *((_PARAMETERS,) if name in _CODEC else ())}:
        form.complain(path, "value", f"unknown argument {kind!r}; known: {listed(_ARGUMENTS)}")
    if name not in _CODEC and point.returns != "json":
        form.complain(path, "value", "a function other than a codec's returns json")
    return point


def _families(form: Form) -> tuple[Family, ...]:
    names = form.mapping("lossless", "families")
    families = tuple(_family(form, name) for name in names)
    if not any(family.scored for family in families):
        form.complain(("lossless", "families"), "value", "at least one family is scored")
    return families


def _family(form: Form, name: str) -> Family:
    path = ("lossless", "families", name)
    form.mapping(*path, known=_FAMILY_KEYS | _TYPED_KEYS | _TASK_KEYS)
    if not _FAMILY.fullmatch(name):
        form.complain(path, "value", "a family is named in lower-case letters, digits, underscores")
    family = Family(
        name=name,
        titles=form.titles(*path, "title"),
        generator=form.text(*path, "generator"),
        pool=form.text(*path, "pool", default=""),
        bytes=int(form.number(*path, "bytes", low=0, high=MAX_DATA_BYTES, default=0)),
        scored=form.switch(*path, "scored", default=True),
        bundle=form.switch(*path, "bundle", default=False),
        header_bytes=int(form.number(*path, "header_bytes", low=0, high=1024, default=0)),
        frame_bytes=int(form.number(*path, "frame_bytes", low=1, high=4096, default=1)),
        function=form.text(*path, "function", default=""),
        checker=form.text(*path, "checker", default=""),
        timed=form.switch(*path, "timed", default=False),
        curve=form.switch(*path, "curve", default=False),
        public=form.switch(*path, "public", default=False),
        speed=form.switch(*path, "speed", default=True),
    )
    form.file("data/generators/", family.generator, *path, "generator")
    form.file("data/pools/", family.pool, *path, "pool")
    _check_task(form, family, path)
    if family.scored and not family.function and (family.bundle or family.bytes < 4096):
        form.complain(path, "value", "a scored family is one input of at least 4,096 bytes")
    return family


def _check_task(form: Form, family: Family, path: tuple[str, ...]) -> None:
    form.file("data/checkers/", family.checker, *path, "checker")
    points = form.find("lossless", "entry_points")
    names = points if isinstance(points, dict) else ()
    known = [name for name in names if isinstance(name, str) and name not in _CODEC]
    if bool(family.function) != bool(family.checker):
        form.complain(path, "value", "a function and the checker of its answers come together")
    if family.function and family.function not in known:
        form.complain(
            (*path, "function"),
            "value",
            f"expected one of the entry points ({listed(known)}), found {family.function!r}",
        )
    if family.function and family.bundle:
        form.complain(path, "value", "a function is called with one case; leave bundle out")
    if not family.function and form.find("lossless", "kind") == FUNCTION:
        form.complain(path, "value", "a family of a function names it, and its checker")
    if family.timed and (family.curve or not family.function):
        form.complain(path, "value", "timed is of functions that are called once; speed is of codecs")
    if family.curve and not (family.function and form.find("lossless", "sizes")):
        form.complain(path, "value", "a curve needs sizes, and a function that reads it")


def _weights(form: Form) -> Weights:
    """Of a codec; a function has none."""
    path = ("lossless", "weights")
    if form.find("lossless", "kind") == FUNCTION:
        if form.find(*path) is not None:
            form.complain(path, "key", "weights are of codecs")
        return Weights(1.0, 0.0, 0.0)
    form.mapping(*path, known={"ratio", "compress", "decompress"})
    weights = Weights(
        *(form.number(*path, name, low=0, high=1) for name in ("ratio", "compress", "decompress"))
    )
    if abs(weights.ratio + weights.compress + weights.decompress - 1) > 1e-9:
        form.complain(path, "value", "the three weights sum to 1")
    return weights


def _references(form: Form) -> dict[str, str]:
    references = form.mapping("lossless", "references", known=set(SPEED_CLASSES))
    if not references:
        form.complain(("lossless", "references"), "value", "at least one reference is named")
    for name in references:
        path = ("lossless", "references", name)
        file = form.text(*path)
        form.file("", file, *path)
        language = PROGRAMMING.get(BY_SUFFIX.get(PurePosixPath(file).suffix, ""))
        if file and (language is None or (language.speed_class == COMPILED) != (name == COMPILED)):
            form.complain(path, "value", f"{file} is in no {name} language")
    return {name: str(path) for name, path in references.items()}


def _check_texts(form: Form, package: Package) -> None:
    checks: tuple[tuple[str, Callable[[str], str], bool], ...] = (
        ("statement", lambda language: f"statement/problem.{language}.md", True),
        ("editorial", lambda language: f"editorial/{language}.md", False),
        ("hints", lambda language: f"hints/{language}.md", False),
    )
    for kind, path, needed in checks:
        present = [language for language in LANGUAGES if path(language) in package.files]
        if needed and not present:
            form.findings.append(error(path("en"), None, "file", f"a package has a {kind}"))
        for language in present:
            _check_utf8(form, path(language))
    for name in package.files:
        if name.startswith(("starter/", "submissions/", "data/generators/", "data/checkers/")):
            _check_utf8(form, name)


def _check_utf8(form: Form, name: str) -> None:
    try:
        form.files[name].decode()
    except UnicodeDecodeError as broken:
        line = form.files[name][: broken.start].count(b"\n") + 1
        form.findings.append(error(name, line, "encoding", "expected UTF-8; save the file as UTF-8"))
