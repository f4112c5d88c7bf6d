"""What the judge says in English, in the language of the reader.

The judge knows no reader. Its sentences are known here, with names for what differs from one to the next: one
that is recognised is said in the reader's language, with the same values; any other stays as it is, as does what
a compiler, a parser or an exception says in a value.
"""

import re
from functools import cache

from django.utils.translation import get_language, gettext, gettext_noop

VALUE = re.compile(r"\{(\w+)\}")
# Values that are the judge's own words, and values that are texts of others, which may be long.
WORDS = {"kind", "where", "speed_class"}
TEXTS = {"why", "said", "found"}
# "lossless.families.text: ", "submissions/a.py: ", what a sentence is about.
ABOUT = re.compile(r"([^\s:]+): (.*)", re.DOTALL)

SENTENCES = (
    # Uploads
    gettext_noop("a package has a problem.yaml at its top"),
    gettext_noop("a package has a {kind}"),
    gettext_noop("a package holds plain files; put the file itself here"),
    gettext_noop("expected UTF-8; save the file as UTF-8"),
    gettext_noop("expected a package folder, found none at {place}"),
    gettext_noop("expected at most {number} files, found far more"),
    gettext_noop("expected a readable zip file: {why}"),
    gettext_noop("the zip is encrypted; upload it without a password"),
    gettext_noop("expected at most {number} files and {size} bytes unpacked"),
    gettext_noop("the stated and the real size differ"),
    gettext_noop("packed by another method than deflate; use plain zip"),
    gettext_noop("the zip holds this name twice"),
    gettext_noop(
        "expected a relative path of letters, digits, dot, dash and underscore, at most {number} characters; "
        "rename the file"
    ),
    gettext_noop("expected at most {limit} bytes, found {size}"),
    gettext_noop("expected at most {number} files"),
    gettext_noop("expected at most {size} bytes in all"),
    gettext_noop("expected at most {limit} bytes"),
    gettext_noop("no {kind} in {language}"),
    gettext_noop("nothing reads this file"),
    # YAML
    gettext_noop("anchors are not used here; write it out"),
    gettext_noop("expected UTF-8: {why}"),
    gettext_noop("nested too deeply"),
    gettext_noop("a value that cannot be read: {why}"),
    gettext_noop("{place} stands here twice"),
    # Keys of problem.yaml and submissions.yaml
    gettext_noop("expected a mapping, found {kind}"),
    gettext_noop("expected a name, found {kind}"),
    gettext_noop("unknown key; known: {known}"),
    gettext_noop("expected text, found {kind}"),
    gettext_noop("expected one of {known}, found {value}"),
    gettext_noop("expected a number, found {kind}"),
    gettext_noop("expected {low} to {high}, found {value}"),
    gettext_noop("expected true or false, found {kind}"),
    gettext_noop("expected a list of texts, found {kind}"),
    gettext_noop("a text in {language} is missing"),
    gettext_noop("{file} is not in the package"),
    gettext_noop("expected a UUID, found {value}"),
    gettext_noop("expected lower-case letters, digits and dashes"),
    gettext_noop("expected a list out of {known}"),
    gettext_noop("unknown language {name}; known: {known}"),
    gettext_noop("{file} is missing"),
    gettext_noop("{name} is compared with a reference that is {speed_class}, and none is named"),
    gettext_noop(
        "a codec, and nothing else, has compress and decompress, each with arguments [bytes], or [bytes, "
        "parameters] where sizes are named, and returns bytes"
    ),
    gettext_noop("at least one family is scored"),
    gettext_noop("a family is named in lower-case letters, digits, underscores"),
    gettext_noop("a scored family is one input of at least 4,096 bytes"),
    gettext_noop("the three weights sum to 1"),
    gettext_noop("{file} is in no {speed_class} language"),
    gettext_noop("expected a mapping from file pattern to properties"),
    gettext_noop("expected a mapping with {known}"),
    gettext_noop("permitted is a list of {known}"),
    gettext_noop("score is a number or [low, high]"),
    gettext_noop("no verdict is expected of this file; name it in {file} or move it to one of {known}"),
    gettext_noop("{slug} is the slug of another problem; choose another"),
    gettext_noop("this problem has the slug {slug}, and addresses stay"),
    # Functions and curves
    gettext_noop("a curve needs sizes, and a function that reads it"),
    gettext_noop("a family of a function names it, and its checker"),
    gettext_noop("a function and the checker of its answers come together"),
    gettext_noop("a function is called with one case; leave bundle out"),
    gettext_noop("a function is named in lower-case letters, digits, underscores"),
    gettext_noop("a function other than a codec's returns json"),
    gettext_noop("at least one reference is named"),
    gettext_noop("expected {low} to {high} whole numbers that rise"),
    gettext_noop("timed is of functions that are called once; speed is of codecs"),
    gettext_noop("unknown argument {name}; known: {known}"),
    gettext_noop("weights are of codecs"),
    gettext_noop(
        "the reference's answer is worth {value} of 1, expected at least {least}; all scores are multiples of it"
    ),
    # Bars
    gettext_noop("a bar is about at least one family"),
    gettext_noop("a bar is named in lower-case letters, digits, underscores"),
    gettext_noop("a function is measured beside a file of submissions/"),
    gettext_noop("compiled languages have no functions but a codec's"),
    gettext_noop("expected a file of submissions/ or one of {known}, found {value}"),
    gettext_noop("expected one of at_least and at_most"),
    gettext_noop("{name} has no figure {figure}; known: {known}"),
    # Data, reference and submissions of a package
    gettext_noop("expected {size} bytes, got: {why}"),
    gettext_noop("expected exactly {size} bytes, got {found}"),
    gettext_noop(
        "expected at most {number} cases, each 4 bytes of length and as many bytes; case {case} runs over the end "
        "or over the limit"
    ),
    gettext_noop(
        "the same seed and size gave other bytes the second time; draw from the seed alone, and let no order "
        "depend on hashing or memory addresses"
    ),
    gettext_noop("nothing {speed_class} is checked: there is no toolchain for {language} on this machine"),
    gettext_noop("ratio, charge and bars of the reference are checked without --quick"),
    gettext_noop(
        "the {speed_class} reference's ratio is {ratio}, a scored family needs {least}; set scored: false"
    ),
    gettext_noop(
        "the {speed_class} reference's charge is {charge} bytes, {share} of its total of {total}; expected at most "
        "{most}: make the data larger"
    ),
    gettext_noop("the reference gets {verdict} {where}: {why}"),
    gettext_noop("the reference gets {verdict} {where}"),
    gettext_noop("expected {expected}, got {found}"),
    gettext_noop("the judge failed on this package, every time it was tried: {why}"),
    # Code that cannot be loaded
    gettext_noop("expected at most {limit} bytes of source, got {size}"),
    gettext_noop("the file is empty; define {names}"),
    gettext_noop("line {line}: expected UTF-8, {why}"),
    gettext_noop("line {line}: the code holds a zero character; remove it, or write it as \\0"),
    gettext_noop("loading the file took too long; do the work inside of its functions"),
    gettext_noop("loading the file took more memory than the problem allows"),
    gettext_noop("loading the file printed more than the judge takes"),
    gettext_noop("the file ended the process while it was loaded"),
    gettext_noop("compiling took more than {seconds} s"),
    gettext_noop("compiling took more than {size} MiB of memory"),
    gettext_noop("the program has more than {size} MiB"),
    gettext_noop("the compiler did not come to an end"),
    gettext_noop(
        "the compiler's files do not fit into {size} MiB, of which the program may have {part}: compute large "
        "tables at run time, or leave them without a value. It says:\n\n{said}"
    ),
    gettext_noop(
        "expected the two functions compress and decompress in this form:\n\n    {compress}\n    {decompress}\n\n"
        "The judge's own program calls them, and this is what the compiler says of it:\n\n{said}"
    ),
    # Inputs of a run, and calls that fail
    gettext_noop("stopped after {seconds} s of CPU time; the inputs after this one were not tried"),
    gettext_noop("not run: all calls before took {seconds} s together"),
    gettext_noop("{function} returned {value}; expected 0 to {room}, the room there was"),
    # Values that are words
    gettext_noop("nothing"),
    gettext_noop("a mapping"),
    gettext_noop("a list"),
    gettext_noop("text"),
    gettext_noop("a switch"),
    gettext_noop("statement"),
    gettext_noop("editorial"),
    gettext_noop("hints"),
    gettext_noop("interpreted"),
    gettext_noop("accelerated"),
    gettext_noop("compiled"),
    gettext_noop("before any data"),
    gettext_noop("on {family}"),
)


def in_readers_language(said: str) -> str:
    """The judge's sentence as the reader's language has it; itself where it is not known, or English."""
    if (get_language() or "en").startswith("en"):
        return said
    if (known := _known(said)) is not None:
        return known
    about = ABOUT.fullmatch(said)
    known = _known(about[2]) if about else None
    if about is None or known is None:
        return said
    return gettext("{about}: {sentence}").format(about=about[1], sentence=known)


def _known(said: str) -> str | None:
    for sentence, shape in _shapes():
        if found := shape.fullmatch(said):
            values = {name: _value(name, value) for name, value in found.groupdict().items()}
            return gettext(sentence).format(**values)
    return None


def _value(name: str, value: str) -> str:
    return (_known(value) or value) if name in WORDS else value


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences, those that say most in words of their own first, and what each looks like."""
    ordered = sorted(SENTENCES, key=lambda sentence: -len(VALUE.sub("", sentence)))
    return tuple((sentence, _shape(sentence)) for sentence in ordered)


def _shape(sentence: str) -> re.Pattern[str]:
    pieces = VALUE.split(sentence)
    texts = (re.escape(piece) for piece in pieces[::2])
    # Bounded, since whoever uploads something chooses what stands there.
    names = (f"(?P<{name}>{'(?s:.+)' if name in TEXTS else '.{1,300}?'})" for name in pieces[1::2])
    return re.compile("".join(f"{text}{next(names, '')}" for text in texts))
