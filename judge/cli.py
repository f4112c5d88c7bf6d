"""``python -m judge``: run a submission, verify a package, self-test the sandbox, measure the judge itself.

Exit codes: 0 accepted or in order, 1 any other verdict, a finding or a reference below a bar of its package, 2
usage or judge error. What ``bench`` tells of the judge ends with 0 whatever that is: a slow machine is no fault,
and ``selftest`` decides of safety.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from judge import selftest
from judge.bench import curves, references, repeatability
from judge.bench.bars import bars, closing_line
from judge.bench.machine import machine, sentence
from judge.bench.parts import FULL, PARTS, QUICK, Effort, measure
from judge.bench.table import Table
from judge.data import SPLITS
from judge.errors import JudgeError, PackageError, UsageError
from judge.job import Job
from judge.judging import judge
from judge.languages import LANGUAGES
from judge.own_input import SPLIT, judge_input
from judge.package import Package, canonical_zip, read_folder
from judge.prepare import ensure_split, job_baseline, stage_teller
from judge.receipt import check_same, read_receipt, seed_of
from judge.report import Report
from judge.runner import run
from judge.seed import SAMPLE
from judge.spoken import speak_all
from judge.storage import Storage, open_storage
from judge.terminal import Progress, reached_text, report_text, verify_text
from judge.trial import OWN_INPUT

ACCEPTED, REJECTED, FAULT = 0, 1, 2
MAX_INPUT_BYTES = 16 * 1024 * 1024
CURVES = Path(__file__).resolve().parent.parent / "problems" / "curves.json"
PACKAGES = Path(__file__).resolve().parent.parent / "problems" / "packages"
EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "any-codec"
REFERENCE = "submissions/accepted/reference.py"
Json = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, run, and turn what goes wrong into a message and an exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (UsageError, PackageError) as error:
        return _complain(options, str(error))
    except JudgeError as error:
        return _complain(options, f"judge error: {error}")
    except KeyboardInterrupt:
        return FAULT


def run_command(options: argparse.Namespace) -> int:
    """Judge a file on a split, or try it on an input."""
    package, source = _package(options.package), _read(options.file)
    options.language = _language(package, options)
    keep_blob = _blob_keeper(options.save) if options.save else _forget
    if options.input:
        judged, blob = judge_input(package, source, _input(options.input), options.language)
        if blob is not None:
            keep_blob(PurePosixPath(SPLIT, OWN_INPUT), blob)
    else:
        storage = open_storage()
        with Progress(sys.stderr) as progress:
            judged = _judged(package, source, options, storage, progress, keep_blob)
    report = judged.to_dict()
    _print(options, report, report_text(report))
    return ACCEPTED if report["verdict"] == "AC" else REJECTED


def _judged(
    package: Package,
    source: bytes,
    options: argparse.Namespace,
    storage: Storage,
    progress: Progress,
    keep_blob: Callable[[PurePosixPath, bytes], None],
) -> Report:
    if options.receipt is None:
        job = _judge_job(package, source, options, storage, progress)
        return judge(package, job, storage, progress.tell, keep_blob, options.seed)
    receipt = read_receipt(_read(options.receipt))
    settings = receipt["settings"]
    (options.split,) = settings["splits"]
    options.language = settings["language"]
    job = replace(_judge_job(package, source, options, storage, progress), quick=settings["quick"])
    check_same(receipt, package, job)
    return judge(package, job, storage, progress.tell, keep_blob, seed_of(receipt))


def verify_command(options: argparse.Namespace) -> int:
    """Check packages and everything they say of themselves, the bars of their references included."""
    names = _shipped() if options.all else options.packages
    if not names or (options.all and options.packages):
        raise UsageError("expected PACKAGE … or --all")
    show, reports = _shower(options), {}
    for name in names:
        show(f"{name}:")
        reports[name] = _verified(name, quick=options.quick, alone=len(names) == 1)
        show(verify_text(reports[name]))
    show(reached_text(reports))
    ok = all(report["ok"] and _reaches_its_bars(report) for report in reports.values())
    if options.json:
        alone = reports[names[0]] if len(names) == 1 else {"ok": ok, "packages": reports}
        print(json.dumps(alone, indent=2))
    if any("fault" in report for report in reports.values()):
        return FAULT
    return ACCEPTED if ok else REJECTED


def _verified(name: str, *, quick: bool, alone: bool) -> Json:
    """Of several packages one on which the judge fails does not take the others with it."""
    started = time.monotonic()
    try:
        report = _run_package_job(name, "verify", quick=quick)
    except PackageError as broken:
        findings = [finding.to_dict() for finding in broken.findings]
        report = {"ok": False, "findings": findings, "submissions": [], "bars": []}
    except JudgeError as fault:
        if alone:
            raise
        print(f"judge error on {name}: {fault}", file=sys.stderr)
        report = {"ok": False, "fault": str(fault), "findings": [], "submissions": [], "bars": []}
    return {**report, "seconds": time.monotonic() - started}


def _reaches_its_bars(report: Json) -> bool:
    """What this machine cannot measure is not missed."""
    return all(bar["is_met"] is not False for bar in report["bars"])


def prepare_command(options: argparse.Namespace) -> int:
    """Build the board's data and measure reference and peers, as the site does for a new version."""
    report = _run_package_job(options.package, "prepare", quick=False)
    if report["data"]:
        report |= _run_package_job(options.package, "peers", quick=False)
    print(json.dumps(report, indent=2))
    return ACCEPTED if report["data"] else REJECTED


def selftest_command(options: argparse.Namespace) -> int:
    """Run hostile programs in the sandbox, all of which must be held, and a small codec in each language."""
    show = _shower(options)
    attacks = selftest.run()
    show(selftest.table(attacks))
    spoken = list(speak_all())
    show(selftest.language_table(spoken))
    if complaint := selftest.signs():
        show(complaint)
    ok = selftest.passed(attacks)
    if options.json:
        results, languages = [each.to_dict() for each in attacks], [each.to_dict() for each in spoken]
        print(
            json.dumps({"ok": ok, "results": results, "languages": languages, "signs": complaint}, indent=2)
        )
    show(selftest.closing_line(attacks, spoken))
    return ACCEPTED if ok else REJECTED


def bench_command(options: argparse.Namespace) -> int:
    """Measure what the judge costs, beside what else is found on this machine, and whether it counts right."""
    facts, tables = machine(), {}
    show = _shower(options)
    show(sentence(facts))
    for table in _bench_tables(options, QUICK if options.quick else FULL):
        tables[table.key] = table
        show(table.markdown() if options.markdown else table.text())
    found = bars(tables)
    if options.json:
        rows = {key: table.to_dict() for key, table in tables.items()}
        print(json.dumps({"machine": facts, **rows, "bars": [bar.to_dict() for bar in found]}, indent=2))
    show(closing_line(found))
    return ACCEPTED


def _bench_tables(options: argparse.Namespace, effort: Effort) -> Iterator[Table]:
    with Progress(sys.stderr) as progress:
        yield from measure(
            options.parts, effort, lambda part: progress.tell({"type": "stage", "stage": part})
        )
        if options.parts == PARTS:
            folder, storage = (EXAMPLE if options.quick else PACKAGES / "lz77"), open_storage()
            package, source = _package(str(folder)), _read(folder / REFERENCE)
            job = replace(_judge_job(package, source, options, storage, progress), quick=options.quick)
            progress.tell({"type": "stage", "stage": "repeatability"})
            judged = repeatability.measure(package, job, storage, effort.judgings, with_neighbour=True)
            yield repeatability.table(judged)


def references_command(options: argparse.Namespace) -> int:
    """Measure what the references of packages reach of their bars, beside well-known compressors."""
    facts, reached = machine(), []
    show = _shower(options)
    show(sentence(facts))
    with Progress(sys.stderr) as progress:
        for name in options.packages or _shipped():
            package = _package(name)
            reached += references.measure(package, options.seeds, stage_teller(progress.tell, package.slug))
    table = references.table(reached)
    show(table.markdown() if options.markdown else table.text())
    if options.json:
        print(json.dumps({"machine": facts, "bars": [each.to_dict() for each in reached]}, indent=2))
    show(references.closing_line(reached))
    return REJECTED if any(each.is_met is False for each in reached) else ACCEPTED


def curves_command(options: argparse.Namespace) -> int:
    """Measure the curves that ship with Lossless, of packages' own programs, as the judge measures them."""
    facts, found = machine(), []
    show = _shower(options)
    show(sentence(facts))
    with Progress(sys.stderr) as progress:
        for listed in curves.read(options.list):
            if not options.only or listed.entry["key"] in options.only:
                told = {"type": "stage", "stage": "curves", "file": listed.title}
                progress.tell(told)
                found.append((listed, curves.measure_listed(listed, _package(listed.entry["package"]))))
    show(curves.table(found).text())
    if options.json:
        print(json.dumps({"machine": facts, "curves": [listed.measured(curve) for listed, curve in found]}))
    if options.write:
        curves.write(options.list, found)
    return ACCEPTED


def _shower(options: argparse.Namespace) -> Callable[[str], None]:
    """Prints a part as soon as it is there, and an empty line after it; with --json nothing."""

    def show(text: str) -> None:
        if not options.json:
            print(text, end="\n\n", flush=True)

    return show


def repeatability_command(options: argparse.Namespace) -> int:
    """Judge one file many times and say how far the scores lie apart."""
    package, storage = _package(options.package), open_storage()
    with Progress(sys.stderr) as progress:
        job = _judge_job(package, _read(options.file), options, storage, progress)
    figures = repeatability.measure(package, job, storage, options.runs, with_neighbour=options.neighbour)
    _print(options, figures, repeatability.text(figures))
    return ACCEPTED


# Arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m judge", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    verify = _add(commands, "verify", verify_command)
    _add_packages(verify)
    verify.add_argument("--all", action="store_true", help="every package below problems/packages")
    verify.add_argument(
        "--quick", action="store_true", help="an eighth of the data, few pairs, without the bars"
    )
    _add_package(_add(commands, "prepare", prepare_command))
    _add(commands, "selftest", selftest_command)
    _add_bench(commands)
    return parser


def _add_run(commands: Any) -> None:
    parser = _add(commands, "run", run_command)
    _add_package(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="the source of a submission")
    parser.add_argument("--language", metavar="L", help="else what the suffix of FILE means")
    _add_split(parser)
    parser.add_argument("--input", type=Path, metavar="FILE", help="one input instead of a split")
    parser.add_argument("--seed", type=_hexadecimal, metavar="N", help="as a receipt has it, in hexadecimal")
    parser.add_argument(
        "--receipt",
        type=Path,
        metavar="FILE",
        help="judge as in this report or receipt: same data, same slices",
    )
    parser.add_argument("--save", type=Path, metavar="DIR", help="keep each blob in this folder")


def _add_bench(commands: Any) -> None:
    bench = _add(commands, "bench", bench_command)
    _add_measuring(bench, PARTS)
    benches = bench.add_subparsers(required=False, metavar="PART")
    for part in PARTS:
        _add_measuring(_add(benches, part, bench_command), (part,))
    _add_references(benches)
    _add_curves(benches)
    parser = _add(benches, "repeatability", repeatability_command)
    _add_package(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="the source of a submission")
    parser.add_argument("--runs", type=int, default=20, metavar="N")
    parser.add_argument("--neighbour", action="store_true", help="judge beside a busy process, too")
    parser.set_defaults(language="python3")
    _add_split(parser)


def _add_references(benches: Any) -> None:
    parser = _add(benches, "references", references_command)
    _add_packages(parser)
    parser.add_argument(
        "--seeds", type=_at_least_one, default=1, metavar="N", help="on data of so many seeds"
    )
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")


def _add_curves(benches: Any) -> None:
    parser = _add(benches, "curves", curves_command)
    parser.add_argument("only", nargs="*", metavar="KEY", help="of the list: all where none is named")
    parser.add_argument(
        "--list", type=Path, default=CURVES, metavar="FILE", help="programs, sizes and figures"
    )
    parser.add_argument("--write", action="store_true", help="put what was found into the list")


def _add_measuring(parser: argparse.ArgumentParser, parts: tuple[str, ...]) -> None:
    parser.add_argument("--quick", action="store_true", help="a few rounds, to see that it works")
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    parser.set_defaults(parts=parts, language="python3", split=SAMPLE)


def _add(commands: Any, name: str, command: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=command.__doc__, description=command.__doc__
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON and nothing else")
    parser.set_defaults(command=command)
    return parser


def _add_package(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", metavar="PACKAGE", help="a folder, or a name below problems/packages")


def _add_packages(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "packages", nargs="*", metavar="PACKAGE", help="folders, or names below problems/packages"
    )


def _add_split(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", choices=SPLITS, default=SAMPLE)


# What the arguments name


def _hexadecimal(text: str) -> int:
    return int(text, 16)


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("a whole number from 1 on")
    return number


def _shipped() -> list[str]:
    return sorted(path.parent.name for path in PACKAGES.glob("*/problem.yaml"))


def _package(name: str) -> Package:
    for folder in (Path(name), PACKAGES / name):
        if (folder / "problem.yaml").is_file():
            return read_folder(folder)
    known = ", ".join(_shipped())
    raise UsageError(f"no package at {name}: expected a folder with problem.yaml, or one of {known}")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None


def _input(path: Path) -> bytes:
    data = _read(path)
    if len(data) > MAX_INPUT_BYTES:
        raise UsageError(f"{path}: expected at most {MAX_INPUT_BYTES:,} bytes, got {len(data):,}")
    return data


def _language(package: Package, options: argparse.Namespace) -> str:
    """What is named, else the first of the package's languages whose files are called like this one."""
    suffix = options.file.suffix.lower()
    alike = [name for name in package.languages if LANGUAGES[name].suffix == suffix]
    named: str = options.language or next(iter(alike), package.languages[0])
    if named not in package.languages:
        known = ", ".join(f"{name} ({LANGUAGES[name].suffix})" for name in package.languages)
        raise UsageError(f"{package.slug} does not take {named!r}; it takes {known}")
    return named


def _judge_job(
    package: Package,
    source: bytes,
    options: argparse.Namespace,
    storage: Storage,
    progress: Progress,
) -> Job:
    """A job on the split that is asked for, whose data are built first where they are missing."""
    manifest = ensure_split(
        package, options.split, storage, progress.tell, (LANGUAGES[options.language].speed_class,)
    )
    return Job(
        id="command line",
        attempt=1,
        kind="judge",
        package=package.digest,
        data=manifest.split(options.split),
        baseline=job_baseline(manifest),
        language=options.language,
        source=source,
        splits=(options.split,),
    )


def _run_package_job(name: str, kind: str, *, quick: bool) -> Json:
    package, storage = _package(name), open_storage()
    digest = storage.put(canonical_zip(package.files))
    job = Job(id="command line", attempt=1, kind=kind, package=digest, quick=quick)
    with Progress(sys.stderr) as progress:
        return run(job, storage, progress.tell)


# What comes out


def _blob_keeper(folder: Path) -> Callable[[PurePosixPath, bytes], None]:
    def keep(name: PurePosixPath, blob: bytes) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(blob)

    return keep


def _forget(name: PurePosixPath, blob: bytes) -> None:
    """Nobody asked to keep the blobs."""


def _print(options: argparse.Namespace, report: Json, text: str) -> None:
    print(json.dumps(report, indent=2) if options.json else text)


def _complain(options: argparse.Namespace, message: str) -> int:
    print(message, file=sys.stderr)
    if options.json:
        print(json.dumps({"schema": 1, "verdict": "JE", "score": None, "message": message}))
    return FAULT
