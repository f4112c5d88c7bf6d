"""How much and how often: what a candidate may send, checked before anything is kept."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from problems.models import ProblemVersion
from submissions.languages import language_name, offered
from submissions.refusals import Refused

MAX_OWN_INPUT_BYTES = 256 * 1024
# A draft may be longer than what can be submitted, so that nobody loses what has to be cut down.
MAX_DRAFT_BYTES = 1024 * 1024

WINDOW = timedelta(minutes=1)
SUBMISSIONS_PER_WINDOW = 6
RUNS_PER_WINDOW = 20


def check_language(version: ProblemVersion, language: str) -> None:
    known = version.package.languages
    if language not in known:
        names = pgettext("between names", ", ").join(language_name(each) for each in known)
        raise Refused(
            "unknown_language",
            _("This problem does not take the language “%(language)s”. It takes: %(known)s.")
            % {"language": language[:40], "known": names},
        )


def check_is_spoken(version: ProblemVersion, language: str) -> None:
    """A job that no judge can do would wait for ever."""
    now = offered(version)
    if language not in now:
        names = pgettext("between names", ", ").join(language_name(each) for each in now)
        raise Refused(
            "language_unavailable",
            _(
                "No judge that runs now can judge %(language)s. Your code is kept as a draft; these can be "
                "judged now: %(known)s."
            )
            % {"language": language_name(language), "known": names},
        )


def check_source(version: ProblemVersion, language: str, source: str) -> None:
    check_language(version, language)
    check_is_spoken(version, language)
    if not source.strip():
        raise Refused("source_empty", _("There is no code yet. Write some, or start from the starter code."))
    check_text(source)
    check_source_size(source, version.package.limits.code_bytes)


def check_text(source: str) -> None:
    """What UTF-8 and every database can hold: no lone surrogates, no zero character."""
    try:
        source.encode()
    except UnicodeEncodeError as error:
        raise Refused(
            "source_encoding",
            _("The code is not valid Unicode: character %(place)s cannot be written as UTF-8.")
            % {"place": f"{error.start + 1:,}"},
        ) from error
    if "\0" in source:
        place = {"line": source.count("\n", 0, source.index("\0")) + 1}
        raise Refused(
            "source_zero",
            _("The code holds a zero character in line %(line)s. Remove it, or write it as \\0.") % place,
        )


def check_source_size(source: str, limit: int) -> None:
    size = len(source.encode())
    if size > limit:
        raise Refused(
            "source_too_long",
            _("The code has %(size)s bytes; at most %(limit)s are taken. Cut it down and send it again.")
            % {"size": f"{size:,}", "limit": f"{limit:,}"},
        )


def check_takes_input(version: ProblemVersion, own_input: bytes | None) -> None:
    if own_input is not None and not version.package.has_codec:
        raise Refused(
            "own_input_meaningless",
            _("This problem asks for no codec, so it takes no input of your own. Run on the samples."),
        )


def check_own_input(own_input: bytes | None) -> None:
    if own_input is not None and len(own_input) > MAX_OWN_INPUT_BYTES:
        raise Refused("own_input_too_long", own_input_too_long(len(own_input)))


def own_input_too_long(size: int) -> str:
    sizes = {"size": f"{size:,}", "limit": f"{MAX_OWN_INPUT_BYTES:,}"}
    return (
        _("Your own input has %(size)s bytes; at most %(limit)s are taken. Cut it down and run again.")
        % sizes
    )


def check_pace(rows: QuerySet[Any], limit: int) -> None:
    """At most so many of somebody's rows within the window; says when the next may come."""
    now = timezone.now()
    recent = rows.filter(created_at__gt=now - WINDOW).order_by("-created_at")
    times = list(recent.values_list("created_at", flat=True)[:limit])
    if len(times) < limit:
        return
    wait = max(1, round((times[-1] + WINDOW - now).total_seconds()))
    raise Refused(
        "too_fast",
        _(
            "That was %(limit)s within a minute, which is as many as one person may send. Try again in %(wait)s s."
        )
        % {"limit": limit, "wait": wait},
        retry_after=wait,
    )
