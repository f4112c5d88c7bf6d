"""Reports as text for a terminal, and one line of progress while there is none yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from judge.report import to_digits

Json = Mapping[str, Any]


class Progress:
    """The stage of a job on one line of a terminal; silent where the stream is not one."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def tell(self, message: Json) -> None:
        """Takes every message of a job; shows those of type stage."""
        if message.get("type") != "stage":
            return
        total = message.get("total")
        count = f" {message.get('done', 0)}/{total}" if total else ""
        what = message.get("file") or message.get("family") or ""
        self._write(f"{message['stage']}{count} {what}"[:100])

    def _write(self, text: str) -> None:
        if self._shown:
            self._stream.write(f"\r\x1b[K{text}")
            self._stream.flush()


def report_text(report: Json) -> str:
    """The operator's report of a judging."""
    lines = [_headline(report)]
    if report["message"]:
        lines.append(_printable(report["message"]))
    if report["data_sets"]:
        tasks = [row for row in report["data_sets"] if _is_task(row)]
        packed = [row for row in report["data_sets"] if not _is_task(row)]
        lines += ["", *table(_HEAD, map(_row, packed))] if packed else []
        lines += ["", *table(_TASK_HEAD, map(_task_row, tasks))] if tasks else []
        lines += [line for row in tasks for line in _curve(row)]
        lines += _errors(report["data_sets"])
    if report.get("seconds"):
        lines += [
            "",
            "{total:.1f} s, of which {measured:.1f} s were runs of code".format(**report["seconds"]),
        ]
    return "\n".join(lines)


def verify_text(report: Json) -> str:
    """Findings, then the submissions of a package."""
    lines = [_finding(finding) for finding in report["findings"]]
    rows = [
        (
            item["path"],
            item["expected"],
            f"{item['verdict']} {item['score'] or 0.0:.1f}",
            "ok" if item["ok"] else "NOT OK",
        )
        for item in report["submissions"]
    ]
    lines += table(("submission", "expected", "got", ""), rows) if rows else []
    return "\n".join([*lines, "the package is in order" if report["ok"] else "the package has errors"])


def reached_text(reports: Mapping[str, Json]) -> str:
    """Of verified packages by name: what their bars ask for and what was reached, a row for each bar with the
    family that decides, then a row for each package."""
    bars = [bar for report in reports.values() for bar in _deciding(report["bars"])]
    rows = [
        (
            bar["package"],
            bar["required"],
            bar["family"],
            _number(bar["value"]),
            _MET[bar["is_met"]],
            bar["note"],
        )
        for bar in bars
    ]
    lines = [*table(("package", "required", "family", "reached", "", ""), rows), ""] if rows else []
    return "\n".join(
        [*lines, *table(("package", "submissions", "", "seconds"), map(_package, reports.items()))]
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell."""
    cells = [tuple(head), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


_MET: Mapping[bool | None, str] = {True: "met", False: "NOT MET", None: "not measured"}
_TASK_HEAD = ("task", "verdict", "quality", "parts", "speed", "score")
_HEAD = ("family", "verdict", "bytes", "ratio", "reference", "compress", "decompress", "score")


def _deciding(bars: Iterable[Json]) -> list[Json]:
    """Of each bar's families one: one that misses it, else one that was not measured, else the closest."""
    alike: dict[str, list[Json]] = {}
    for bar in bars:
        alike.setdefault(bar["name"], []).append(bar)
    return [min(group, key=_distance) for group in alike.values()]


def _distance(bar: Json) -> tuple[int, float]:
    rank = (False, None, True).index(bar["is_met"])
    return rank, bar["margin"] or 0.0


def _package(named: tuple[str, Json]) -> tuple[str, ...]:
    name, report = named
    right = sum(item["ok"] for item in report["submissions"])
    return (
        name,
        f"{right}/{len(report['submissions'])} as expected",
        "in order" if report["ok"] else "HAS ERRORS",
        f"{report['seconds']:.0f}",
    )


def _headline(report: Json) -> str:
    score = "" if report["score"] is None else f"  score {report['score']:.1f}"
    width = report.get("half_width")
    interval = "" if width is None else f" ± {width:.2f}"
    return f"{report['verdict']}{score}{interval}{'  imprecise' if report['imprecise'] else ''}"


def _row(row: Json) -> tuple[str, ...]:
    packed = row["compressed_bytes"]
    sizes = f"{row['original_bytes']}" if packed is None else f"{row['original_bytes']} -> {packed}"
    return (
        row["family"],
        row["verdict"],
        sizes,
        _number(row["ratio"]),
        _number(row["reference_ratio"]),
        _speed(row["compress"]),
        _speed(row["decompress"]),
        "" if row["score"] is None else f"{row['score']:.1f}",
    )


def _is_task(row: Json) -> bool:
    return row.get("fields") is not None or row["verdict"] == "NA"


def _task_row(row: Json) -> tuple[str, ...]:
    parts = (f"{_printable(name)} {share:.1%}" for name, share in (row.get("fields") or {}).items())
    return (
        row["family"],
        row["verdict"],
        _number(row.get("quality")),
        ", ".join(parts),
        _speed(row.get("run")),
        "" if row["score"] is None else f"{row['score']:.1f}",
    )


def _curve(row: Json) -> list[str]:
    """Parameters and bits per byte of a codec that was packed at several sizes."""
    points = [(f"{size}", _number(bits)) for size, bits in row.get("curve") or ()]
    return ["", *table(("parameters", "bits per byte"), points)] if points else []


def _errors(rows: Iterable[Json]) -> list[str]:
    """Why families failed, as far as it may be said; whole once where only the last line is another."""
    alike: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if error := _printable(row.get("error") or "").rstrip():
            place, _, _ = error.rpartition("\n")
            alike.setdefault(place or error, []).append((row["family"], error))
    return [line for group in alike.values() for line in _error(*group)]


def _error(first: tuple[str, str], *others: tuple[str, str]) -> list[str]:
    names = ", ".join(f"{family} ({error.rpartition(chr(10))[2]})" for family, error in others)
    return ["", f"{first[0]}:", first[1], *([f"The same in {names}"] if names else [])]


def _speed(figures: Json | None) -> str:
    if not figures:
        return ""
    absolute = "" if figures["mb_per_s"] is None else f"{to_digits(figures['mb_per_s'], 3):g} MB/s"
    if figures["speed_ratio"] is None:
        return absolute
    return f"{_interval(figures)} ({figures['pairs']} {figures['method']}, {absolute})"


def _interval(figures: Json) -> str:
    ends = [to_digits(figures[key], 3) for key in ("low", "high") if figures[key] is not None]
    ratio = f"{to_digits(figures['speed_ratio'], 3):g}x"
    return f"{ratio} [{ends[0]:g}, {ends[1]:g}]" if len(ends) == 2 else ratio


def _number(value: float | None) -> str:
    return "" if value is None else f"{to_digits(value, 4):g}"


def _finding(finding: Json) -> str:
    place = f"{finding['file']}:{finding['line']}" if finding["line"] else finding["file"]
    return _printable(f"{place}: {finding['severity']} [{finding['rule']}] {finding['message']}")


def _printable(text: str) -> str:
    """Text from a submission must not move the cursor or colour the terminal."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else repr(character)[1:-1]
        for character in text
    )
