"""What candidates do: keep a draft, try code, hand it in, call it off, share it."""

from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AuditEntry, User
from jobs.actions import cancel as cancel_job
from jobs.actions import send
from jobs.publish import announce
from problems.models import Problem, ProblemVersion
from submissions.limits import (
    MAX_DRAFT_BYTES,
    RUNS_PER_WINDOW,
    SUBMISSIONS_PER_WINDOW,
    check_language,
    check_own_input,
    check_pace,
    check_source,
    check_source_size,
    check_takes_input,
    check_text,
)
from submissions.models import Draft, Judging, Submission, Trial
from submissions.refusals import Refused

# Runs are not kept for long: beyond these, an author's finished ones go when a new one starts.
RUNS_KEPT = 30


class StaleDraft(Refused):
    """Somebody saved another text since this one was read; ``draft`` is that text."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("draft_stale", _("This draft was changed elsewhere."))
        self.draft = draft


def submit(
    *,
    author: User,
    version: ProblemVersion,
    language: str,
    source: str,
    idempotency_key: str,
    is_shared: bool = False,
) -> Submission:
    """Keep a submission and have it judged; the same key gives the same submission back.

    Raises Refused.
    """
    earlier = with_key(author, idempotency_key)
    if earlier:
        return same_content(earlier, version, language, source)
    check_source(version, language, source)
    check_pace(author.submissions.all(), SUBMISSIONS_PER_WINDOW)
    made = Submission(
        author=author,
        version=version,
        language=language,
        source=source,
        idempotency_key=idempotency_key,
        is_shared=is_shared,
    )
    try:
        return keep(made)
    except IntegrityError:
        # The same request came twice at once, and the other one was faster.
        earlier = with_key(author, idempotency_key)
        if earlier is None:
            raise
        return same_content(earlier, version, language, source)


@transaction.atomic
def keep(submission: Submission) -> Submission:
    submission.save(force_insert=True)
    send(Judging.objects.create(submission=submission, version=submission.version))
    return submission


def with_key(author: User, key: str) -> Submission | None:
    return Submission.objects.select_related("version").filter(author=author, idempotency_key=key).first()


def same_content(earlier: Submission, version: ProblemVersion, language: str, source: str) -> Submission:
    """A key stands for one piece of code; with another one it is a mistake of the caller's."""
    of_same_problem = earlier.version.problem_id == version.problem_id
    if not (of_same_problem and earlier.language == language and earlier.source == source):
        raise Refused("key_reused", _("This key was already used for another submission. Send a new key."))
    return earlier


def run_trial(
    *, author: User, version: ProblemVersion, language: str, source: str, own_input: bytes | None = None
) -> Trial:
    """Try code on the samples and on an own input. A run that still goes on gives way to the new one.

    Raises Refused.
    """
    check_source(version, language, source)
    check_takes_input(version, own_input)
    check_own_input(own_input)
    check_pace(author.trials.all(), RUNS_PER_WINDOW)
    clear_trials(author.trials.all())
    with transaction.atomic():
        trial = Trial.objects.create(
            author=author, version=version, language=language, source=source, own_input=own_input
        )
        send(trial)
    return trial


def clear_trials(trials: QuerySet[Trial]) -> None:
    for trial in Trial.objects.pending().filter(pk__in=trials):
        cancel_job(trial)
    old = trials.order_by("-created_at").values_list("pk", flat=True)[RUNS_KEPT:]
    trials.filter(pk__in=list(old)).delete()


def save_draft(*, user: User, problem: Problem, language: str, source: str, revision: int) -> Draft:
    """Keep what was typed, if nobody saved another text since ``revision``.

    Raises StaleDraft with that other text, or Refused.
    """
    if problem.active_version:
        check_language(problem.active_version, language)
    check_text(source)
    check_source_size(source, MAX_DRAFT_BYTES)
    drafts = Draft.objects.filter(user=user, problem=problem, language=language)
    changes = {"source": source, "revision": F("revision") + 1, "updated_at": timezone.now()}
    if drafts.filter(revision=revision).update(**changes):
        return drafts.get()
    draft, created = drafts.get_or_create(
        defaults={"user": user, "problem": problem, "language": language, "source": source, "revision": 1}
    )
    if not created and draft.source != source:
        raise StaleDraft(draft)
    return draft


def cancel(judging: Judging) -> None:
    cancel_job(judging)


def share(submission: Submission, is_shared: bool) -> None:
    """Let interviewers see it, or no longer; pages that follow it notice."""
    Submission.objects.filter(pk=submission.pk).update(is_shared=is_shared)
    transaction.on_commit(partial(announce, submission.judging))


def note_reading(submission: Submission, reader: User) -> None:
    """Whoever opens somebody else's code is kept in the audit log."""
    if submission.author_id != reader.pk:
        AuditEntry.objects.record(reader, "submission.read", str(submission.pk))


def ensure_demo_submission(user: User, problem: Problem) -> Submission | None:
    """The starter code handed in once and shared, so that there is something to look at and review."""
    version, key = problem.active_version, f"demo-{problem.slug}"
    if version is None:
        return None
    language = version.package.languages[0]
    return with_key(user, key) or submit(
        author=user,
        version=version,
        language=language,
        source=version.package.starter(language),
        idempotency_key=key,
        is_shared=True,
    )
