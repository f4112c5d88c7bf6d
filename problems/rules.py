"""What the rules of the package check are called, and what to do about the commonest of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from judge.package.archive import MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES
from problems.reports import Remark

_MIB = 1024 * 1024

NAMES: dict[str, Promise] = {
    "charge": _("size of the source"),
    "data": _("data"),
    "deterministic": _("same bytes each time"),
    "encoding": _("text encoding"),
    "expectation": _("expected verdict"),
    "file": _("files"),
    "form": _("kind of value"),
    "generator": _("generator"),
    "judge": _("judge"),
    "key": _("known keys"),
    "language": _("both languages"),
    "link": _("plain files only"),
    "name": _("file names"),
    "quick": _("quick check"),
    "ratio": _("compression ratio"),
    "reference": _("reference"),
    "score": _("score"),
    "size": _("size"),
    "slug": _("address"),
    "value": _("allowed value"),
    "verdict": _("verdict"),
    "yaml": _("YAML"),
    "zip": _("zip archive"),
}
SEVERITIES: dict[str, Promise] = {"error": _("error"), "warning": _("warning"), "note": _("note")}


def rule_name(rule: str) -> str:
    return str(NAMES.get(rule, rule))


def severity_name(severity: str) -> str:
    return str(SEVERITIES.get(severity, severity))


def complaint(remarks: Sequence[Remark]) -> str:
    """One sentence over the findings of an upload that was not kept."""
    rules = {remark.rule for remark in remarks}
    if "zip" in rules:
        return str(
            _("This file cannot be read as a zip archive. Zip the folder of the package and upload that.")
        )
    if "size" in rules:
        return _(
            "The package is too large: at most %(files)s files, %(file)s MiB each, %(total)s MiB unpacked."
        ) % {
            "files": f"{MAX_FILES:,}",
            "file": MAX_FILE_BYTES // _MIB,
            "total": MAX_TOTAL_BYTES // _MIB,
        }
    return ngettext(
        "The package has %(count)s error, so nothing was kept. Mend it and upload again.",
        "The package has %(count)s errors, so nothing was kept. Mend them and upload again.",
        len(remarks),
    ) % {"count": len(remarks)}
