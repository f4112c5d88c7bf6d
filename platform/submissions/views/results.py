"""Submissions and runs: their pages, their live panels, and what their author may do to them."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from accounts.reader import reader
from jobs.events import event_response
from submissions import actions
from submissions.history import bar_words, history_entry
from submissions.languages import suffix_of
from submissions.models import Judging, Submission, Trial
from submissions.pages import Comparison, SubmissionPage
from submissions.panels import SubmissionPanel, TrialPanel
from submissions.views.problem import as_uuid
from texts.languages import reader_language

PAGE_ROWS = 25


@login_required
@require_GET
@never_cache
def submission_list(request: HttpRequest, complaint: str = "") -> HttpResponse:
    own = Submission.objects.filter(author=reader(request)).for_list()
    page = Paginator(own, PAGE_ROWS).get_page(request.GET.get("page"))
    entries = [history_entry(submission) for submission in page]
    context = {"page": page, "entries": entries, "bar_words": bar_words(entries), "complaint": complaint}
    return render(request, "submissions/list.html", context)


@login_required
@require_GET
@never_cache
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = visible_submission(request, pk)
    actions.note_reading(submission, reader(request))
    page = SubmissionPage(submission, SubmissionPanel.of(submission), reader(request))
    return render(request, "submissions/detail.html", {"submission": submission, "page": page})


@login_required
@require_GET
@never_cache
def source(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The code as the file it would be: a download, never a page."""
    submission = visible_submission(request, pk)
    actions.note_reading(submission, reader(request))
    name = f"{submission.version.problem.slug}-{submission.short_id}{suffix_of(submission.language)}"
    response = HttpResponse(submission.source.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_GET
@never_cache
def compare(request: HttpRequest, left: UUID, right: UUID) -> HttpResponse:
    pair = [visible_submission(request, pk) for pk in (left, right)]
    for submission in pair:
        actions.note_reading(submission, reader(request))
    sides = [SubmissionPanel.of(submission) for submission in pair]
    return render(request, "submissions/compare.html", {"comparison": Comparison(*sides)})


@login_required
@require_GET
def pick(request: HttpRequest) -> HttpResponse:
    """Two ticked rows of a list become a comparison, the older one on the left."""
    picked = [pk for pk in map(as_uuid, request.GET.getlist("pick")) if pk]
    found = Submission.objects.visible_to(request.user).filter(pk__in=picked).order_by("created_at")
    pks = list(found.values_list("pk", flat=True)[:3])
    if len(pks) != 2:
        return submission_list(request, _("Tick exactly two submissions to compare them."))
    return HttpResponseRedirect(reverse("submissions:compare", args=pks))


@login_required
@require_GET
@never_cache
def panel(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = SubmissionPanel.of(visible_submission(request, pk))
    return HttpResponse(submission_html(shown, request.user, get_token(request)))


@require_GET
async def events(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The panel now and after every change, until nothing more comes or the reader may not see it."""
    user = await request.auser()
    judging = await current_judging(user, pk)
    token = get_token(request)

    def read() -> tuple[str, bool] | None:
        reader = same_reader(user)
        submission = Submission.objects.visible_to(reader).with_result().filter(pk=pk).first()
        if submission is None:
            return None
        panel = SubmissionPanel.of(submission)
        return submission_html(panel, reader, token), not panel.is_live

    return event_response(judging.pk, read)


@login_required
@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = own_submission(request, pk)
    actions.cancel(submission.judging)
    return HttpResponseRedirect(f"{workspace_of(submission)}?submission={pk}")


@login_required
@require_POST
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = own_submission(request, pk)
    actions.share(submission, request.POST.get("is_shared") == "1")
    return HttpResponseRedirect(reverse("submissions:detail", args=[pk]))


@login_required
@require_GET
@never_cache
def trial(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = own_trial(request, pk)
    problem = shown.version.problem
    title = shown.version.title(reader_language())
    context = {"panel": TrialPanel.of(shown), "problem": problem, "title": title}
    return render(request, "submissions/trial.html", context)


@login_required
@require_GET
@never_cache
def trial_panel(request: HttpRequest, pk: UUID) -> HttpResponse:
    return HttpResponse(trial_html(own_trial(request, pk)))


@require_GET
async def trial_events(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    user = await request.auser()
    if not await Trial.objects.visible_to(user).filter(pk=pk).aexists():
        raise Http404

    def read() -> tuple[str, bool]:
        shown = Trial.objects.select_related("version").get(pk=pk)
        return trial_html(shown), not shown.is_pending

    return event_response(pk, read)


def visible_submission(request: HttpRequest, pk: UUID) -> Submission:
    return get_object_or_404(Submission.objects.visible_to(request.user).with_result(), pk=pk)


def own_submission(request: HttpRequest, pk: UUID) -> Submission:
    """What only its author may change; to everyone else it does not exist."""
    return get_object_or_404(Submission.objects.with_result(), pk=pk, author=reader(request))


def own_trial(request: HttpRequest, pk: UUID) -> Trial:
    trials = Trial.objects.visible_to(request.user).select_related("version__problem")
    return get_object_or_404(trials, pk=pk)


async def current_judging(user: User | AnonymousUser, pk: UUID) -> Judging:
    found = await Submission.objects.visible_to(user).with_result().filter(pk=pk).afirst()
    if found is None:
        raise Http404
    return found.judging


def workspace_of(submission: Submission) -> str:
    return reverse("submissions:workspace", args=[submission.version.problem.slug])


def same_reader(user: User | AnonymousUser) -> User | AnonymousUser:
    """Whoever opened the stream, with the role they have by now; nobody once their account is closed."""
    if not isinstance(user, User):
        return user
    return User.objects.filter(pk=user.pk, is_active=True).first() or AnonymousUser()


def submission_html(panel: SubmissionPanel, user: User | AnonymousUser, csrf_token: str) -> str:
    context = {"panel": panel, "user": user, "csrf_token": csrf_token}
    return render_to_string("submissions/parts/submission_panel.html", context)


def trial_html(shown: Trial) -> str:
    return render_to_string("submissions/parts/trial_panel.html", {"panel": TrialPanel.of(shown)})
