"""What each verdict word means and what to do about it, in the reader's language."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Verdict:
    word: str
    name: Text
    tone: str  # "good", "bad", "warn" or "quiet": colour
    shape: str  # drawn beside the word, so that colour is never alone
    meaning: Text
    remedy: Text


KNOWN: tuple[Verdict, ...] = (
    Verdict(
        "AC",
        _("Accepted"),
        "good",
        "●",
        _("Every byte of every input came back, within all limits."),
        _("The score now depends on ratio and speed alone."),
    ),
    Verdict(
        "WA",
        _("Wrong answer"),
        "bad",
        "✕",
        _("Some input did not come back byte for byte."),
        _(
            "Run your code on the samples and on inputs of your own: empty, one byte, one byte repeated, random bytes. "
            "The first difference is shown there with its offset."
        ),
    ),
    Verdict(
        "TLE",
        _("Time limit exceeded"),
        "warn",
        "◆",
        _("On some input the code took more than 32 times the CPU time of the reference."),
        _(
            "Look for a search whose steps grow with the input: cap the length of chains, index what you scan."
        ),
    ),
    Verdict(
        "MLE",
        _("Memory limit exceeded"),
        "warn",
        "◆",
        _("On some input the code needed more memory than the problem allows."),
        _("Keep tables to the size of the window instead of the size of the input."),
    ),
    Verdict(
        "OLE",
        _("Output limit exceeded"),
        "warn",
        "◆",
        _(
            "The code returned or printed more bytes than the problem allows, or a blob longer than an input may grow to."
        ),
        _(
            "Store the input as it is where compressing does not pay, bound what decompress may produce, "
            "and print nothing in a loop."
        ),
    ),
    Verdict(
        "RTE",
        _("Run-time error"),
        "bad",
        "▲",
        _("The code raised an exception, returned a value of another type, or ended its process."),
        _("Run it on the samples and on an empty input: what went wrong is shown there in full."),
    ),
    Verdict(
        "SV",
        _("Security violation"),
        "bad",
        "■",
        _(
            "The code asked for something the sandbox does not allow, such as a file, a process or the network."
        ),
        _("A codec needs only the bytes it is given. Remove imports and calls that reach for anything else."),
    ),
    Verdict(
        "CE",
        _("Cannot be loaded"),
        "bad",
        "▲",
        _(
            "The file does not compile, does not define the functions that the problem asks for, or fails on import."
        ),
        _("The message above names the line. Mend it and run the samples before you submit again."),
    ),
    Verdict(
        "JE",
        _("Judge error"),
        "quiet",
        "○",
        _("The judge failed, not your code. It was tried three times; this submission does not count."),
        _(
            "Submit again. If it happens twice, tell whoever runs this site and give the number of the submission."
        ),
    ),
)
# Of a family alone, never of a submission.
NOT_ANSWERED = Verdict(
    "NA",
    _("Not answered"),
    "quiet",
    "□",
    _(
        "The code does not define the function of this task: the task scores 0, everything else counts as it is."
    ),
    _("Define the function to score on this task, too."),
)
BY_WORD = {verdict.word: verdict for verdict in (*KNOWN, NOT_ANSWERED)}

# What is said of functions that are no codec's, where nothing has to come back byte for byte.
OF_FUNCTIONS: dict[str, tuple[Text, Text]] = {
    "WA": (
        _("Some answer is worth nothing, or has another form than the problem asks for."),
        _("Run your code on the samples: what is wrong with the answer to each case is said there."),
    ),
    "TLE": (
        _("On some case the code took more than 32 times the CPU time of the reference."),
        _("Look for work that is done again and again, and for what is read though the answer needs less."),
    ),
    "MLE": (
        _("On some case the code needed more memory than the problem allows."),
        _("Work through what you are given piece by piece, and keep sums and counts instead of the data."),
    ),
    "OLE": (
        _("The code returned or printed more than the problem allows."),
        _("Return the answer alone, and print nothing in a loop."),
    ),
    "RTE": (
        _("The code raised an exception, returned a value that is no JSON, or ended its process."),
        _("Run it on the samples: what went wrong is shown there in full."),
    ),
    "SV": (
        _(
            "The code asked for something the sandbox does not allow, such as a file, a process or the network."
        ),
        _("The function needs only what it is given. Remove imports and calls that reach for anything else."),
    ),
}


def verdict(word: str) -> Verdict | None:
    """The verdict behind a word; None while there is none."""
    if not word:
        return None
    return BY_WORD.get(word) or Verdict(word, word, "quiet", "○", "", "")


def of_function(known: Verdict) -> Verdict:
    """The same verdict, explained for a function that is no codec's."""
    texts = OF_FUNCTIONS.get(known.word)
    return replace(known, meaning=texts[0], remedy=texts[1]) if texts else known
