"""What a package demands, at a glance: which function is called with what, what it returns, and the limits."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from judge.gate import LEAST_CPU_LIMIT, TIMES_REFERENCE
from judge.package import Package

KIB, MIB = 1024, 1024 * 1024
# Types of arguments in the words of whoever writes the function.
TYPES: dict[str, Promise] = {
    "bytes": gettext_lazy("bytes of the input"),
    "json": gettext_lazy("a value of JSON: dict, list, str, int, float, bool or None"),
    "metered": gettext_lazy("an object with size and read(offset, n); what is read is counted, and limited"),
    "files": gettext_lazy("pairs of a name and an iterator of bytes; both can be gone through once"),
    "parameters": gettext_lazy("a whole number: how many parameters the model may have"),
}
ANSWER = gettext_lazy("strict JSON of at most 1 MiB; infinity and NaN are no JSON")
RUNTIMES: dict[str, Promise] = {
    "python": gettext_lazy("the standard library without zlib, bz2, lzma, ctypes and mmap"),
    "python-codecs": gettext_lazy("the standard library with zlib, bz2 and lzma"),
}


@dataclass(frozen=True)
class Call:
    """One function that a submission defines."""

    name: str
    given: str
    returns: str


@dataclass(frozen=True)
class Term:
    title: str
    text: str


def calls(package: Package) -> list[Call]:
    return [Call(each.name, ", ".join(each.arguments), each.returns) for each in package.entry_points]


def types(package: Package) -> list[Term]:
    """What the types are that its functions take and return."""
    taken = dict.fromkeys(name for each in package.entry_points for name in each.arguments)
    found = [Term(name, str(TYPES[name])) for name in taken if name in TYPES]
    if any(each.returns == "json" for each in package.entry_points):
        found.append(Term("→ json", str(ANSWER)))
    return found


def terms(package: Package) -> list[Term]:
    limits = package.limits
    source = _("one file of at most %(size)s") % {"size": binary(limits.code_bytes)}
    return [
        Term(_("Time"), _time(package)),
        Term(_("Memory"), _("at most %(size)s in a run") % {"size": binary(limits.memory_bytes)}),
        Term(_("Output"), _("at most %(size)s in a run") % {"size": binary(limits.output_bytes)}),
        Term(_("Code"), source),
        *_of_kind(package),
    ]


def _time(package: Package) -> str:
    values = {"times": TIMES_REFERENCE, "least": f"{LEAST_CPU_LIMIT:g}"}
    most = _(
        "in a call at most %(times)s times the CPU time of the reference on the same input; %(least)s s are always granted"
    )
    if not package.least_bytes_per_second:
        return most % values
    floored = _(
        "in a call at most %(times)s times the CPU time of the reference on the same input, and no slower than "
        "%(speed)s of input per second of CPU; %(least)s s are always granted"
    )
    return floored % {**values, "speed": decimal(package.least_bytes_per_second)}


def _of_kind(package: Package) -> Iterator[Term]:
    if package.sizes:
        values = {
            "sizes": pgettext("between names", ", ").join(f"{size:,}" for size in package.sizes),
            "judged": f"{package.size:,}",
        }
        text = (
            _("%(sizes)s parameters; ratio and speed are judged at %(judged)s, the curve is of all") % values
        )
        yield Term(_("Sizes"), text)
    if any(language.startswith("python3") for language in package.languages):
        yield Term("Python", str(RUNTIMES.get(package.runtime, package.runtime)))
    if package.has_codec:
        weights = package.weights
        shares = {
            "ratio": f"{100 * weights.ratio:.0f}",
            "compress": f"{100 * weights.compress:.0f}",
            "decompress": f"{100 * weights.decompress:.0f}",
        }
        text = _(
            "ratio weighs %(ratio)s %%, compression speed %(compress)s %%, decompression speed %(decompress)s %%"
        )
        yield Term(_("Weights"), text % shares)


def binary(size: int) -> str:
    if size % MIB == 0:
        return f"{size // MIB:,}\u202fMiB"
    return f"{size // KIB:,}\u202fKiB" if size % KIB == 0 else f"{size:,}\u202fB"


def decimal(size: float) -> str:
    """kB of a thousand bytes, as speeds are counted everywhere else."""
    return f"{size / 1000:.3g}\u202fkB" if size < 1e6 else f"{size / 1e6:.3g}\u202fMB"
