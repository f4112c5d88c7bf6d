"""The workspace: reading, typing, running and handing in."""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar, cast
from urllib.parse import urlencode
from uuid import UUID

from csp.constants import NONCE
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from accounts.reader import reader
from problems.models import Problem, ProblemVersion
from submissions import actions
from submissions.actions import StaleDraft
from submissions.failing import failing_input
from submissions.forms import RunForm, SourceForm, SubmitForm
from submissions.models import Draft, Submission
from submissions.panels import SubmissionPanel, TrialPanel
from submissions.refusals import Refused
from submissions.workspace import (
    Typed,
    Workspace,
    draft_json,
    latest_panel,
    new_key,
    own_submissions,
    own_trials,
)

UNPROCESSABLE, CONFLICT, TOO_MANY = 422, 409, 429
Panel = SubmissionPanel | TrialPanel
View = TypeVar("View", bound=Callable[..., HttpResponse])


def with_editor_styles(view: View) -> View:
    """The editor makes its styles at run time: a nonce lets them through on its page and nowhere else."""
    allowing: Any = csp_update({"style-src": NONCE})
    return cast(View, allowing(view))


@require_GET
@never_cache
@with_editor_styles
def workspace(request: HttpRequest, slug: str) -> HttpResponse:
    problem, version = open_problem(request, slug)
    loaded = loaded_submission(request, problem)
    language = loaded.language if loaded else request.GET.get("language", "")
    shown = Workspace(
        problem=problem,
        version=version,
        reader=request.user,
        panel=chosen_panel(request, problem),
        tab=request.GET.get("tab", "statement"),
        first_pane=first_pane(request),
        asks_for_editorial=request.GET.get("open") == "1",
        typed=Typed(
            source=loaded.source if loaded else wanted_starter(request, version, language),
            fields=wanted_input(request, problem),
        ),
        asked_language=language,
        has_switched="switched" in request.GET,
    )
    return render(request, "submissions/workspace.html", {"workspace": shown})


@login_required
@require_POST
@with_editor_styles
def save(request: HttpRequest, slug: str) -> HttpResponse:
    problem, version = open_problem(request, slug)
    form = SourceForm(request.POST, request.FILES)
    try:
        draft = save_typed(request, problem, form)
    except Refused as refused:
        return refuse(request, problem, version, form, refused)
    if wants_json(request):
        return JsonResponse(draft_json(draft))
    return HttpResponseRedirect(
        workspace_url(problem, "?" + urlencode({"pane": "code", **switched(form.cleaned_data)}))
    )


@login_required
@require_POST
@with_editor_styles
def run(request: HttpRequest, slug: str) -> HttpResponse:
    problem, version = open_problem(request, slug)
    form = RunForm(request.POST, request.FILES)
    try:
        keep_typed(request, problem, form)
        trial = actions.run_trial(
            author=reader(request),
            version=version,
            language=form.cleaned_data["language"],
            source=form.cleaned_data["source"],
            own_input=form.cleaned_data["own_input"],
        )
    except Refused as refused:
        return refuse(request, problem, version, form, refused)
    query = urlencode({"trial": trial.pk, "language": trial.language})
    return started(request, problem, f"?{query}", TrialPanel.of(trial))


@login_required
@require_POST
@with_editor_styles
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    problem, version = open_problem(request, slug)
    form = SubmitForm(request.POST, request.FILES)
    try:
        keep_typed(request, problem, form)
        submission = actions.submit(
            author=reader(request),
            version=version,
            language=form.cleaned_data["language"],
            source=form.cleaned_data["source"],
            idempotency_key=content_key(form.cleaned_data, problem),
            is_shared=form.cleaned_data["is_shared"],
        )
    except Refused as refused:
        return refuse(request, problem, version, form, refused)
    submission = Submission.objects.with_result().get(pk=submission.pk)
    query = urlencode({"submission": submission.pk, "language": submission.language})
    return started(request, problem, f"?{query}", SubmissionPanel.of(submission))


def open_problem(request: HttpRequest, slug: str) -> tuple[Problem, ProblemVersion]:
    problems = Problem.objects.visible_to(request.user).select_related("active_version__problem")
    problem = get_object_or_404(problems, slug=slug)
    if problem.active_version is None:
        raise Http404
    return problem, problem.active_version


def workspace_url(problem: Problem, query: str = "") -> str:
    return reverse("submissions:workspace", args=[problem.slug]) + query


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def chosen_panel(request: HttpRequest, problem: Problem) -> Panel | None:
    """The result that the address names, else the latest."""
    if not isinstance(request.user, User):
        return None
    if pk := as_uuid(request.GET.get("submission")):
        return SubmissionPanel.of(
            get_object_or_404(own_submissions(request.user, problem).with_result(), pk=pk)
        )
    if pk := as_uuid(request.GET.get("trial")):
        # A run is not kept for long: an old address shows the latest result instead.
        trial = own_trials(request.user, problem).filter(pk=pk).first()
        return TrialPanel.of(trial) if trial else latest_panel(request.user, problem)
    return latest_panel(request.user, problem)


def as_uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def first_pane(request: HttpRequest) -> str:
    """What a phone opens with."""
    if "submission" in request.GET or "trial" in request.GET:
        return "result"
    to_code = any(name in request.GET for name in ("starter", "from", "failing", "switched"))
    return "code" if to_code or request.GET.get("pane") == "code" else "statement"


def wanted_starter(request: HttpRequest, version: ProblemVersion, language: str) -> str | None:
    """The starter code in place of the draft, which stays until this is saved."""
    if "starter" not in request.GET:
        return None
    known = version.package.languages
    return version.package.starter(language if language in known else known[0])


def loaded_submission(request: HttpRequest, problem: Problem) -> Submission | None:
    """Whose code is to be put into the editor in place of the draft, which stays until this is saved."""
    pk = as_uuid(request.GET.get("from"))
    if pk is None or not isinstance(request.user, User):
        return None
    return own_submissions(request.user, problem).filter(pk=pk).only("language", "source").first()


def wanted_input(request: HttpRequest, problem: Problem) -> dict[str, str]:
    """The failing input of a submission as the own input to run on; nothing where there is none."""
    pk = as_uuid(request.GET.get("failing"))
    visible = Submission.objects.visible_to(request.user).with_result().filter(version__problem=problem)
    submission = visible.filter(pk=pk).first() if pk else None
    failing = failing_input(submission.judging) if submission else None
    return {"input": "hex", "own_hex": failing.spaced_hex} if failing and failing.is_found else {}


def switched(cleaned: dict[str, Any]) -> dict[str, str]:
    """The language to go on in; "switched" when it is another than that of the text."""
    language, wanted = cleaned["language"], cleaned["next_language"]
    return {"language": wanted, "switched": "1"} if wanted not in ("", language) else {"language": language}


def save_typed(request: HttpRequest, problem: Problem, form: SourceForm) -> Draft:
    check_form(form)
    return actions.save_draft(
        user=reader(request),
        problem=problem,
        language=form.cleaned_data["language"],
        source=form.cleaned_data["source"],
        revision=form.cleaned_data["revision"] or 0,
    )


def keep_typed(request: HttpRequest, problem: Problem, form: SourceForm) -> None:
    """Without scripts nothing else saves the draft; with them the page does so itself."""
    check_form(form)
    if not wants_json(request):
        save_typed(request, problem, form)


def check_form(form: SourceForm) -> None:
    if not form.is_valid():
        raise Refused("form_invalid", form.complaint)


def content_key(cleaned: dict[str, Any], problem: Problem) -> str:
    """One page and one text are one submission: a double click is, going back and changing it is not."""
    parts = [cleaned["idempotency_key"], str(problem.pk), cleaned["language"], cleaned["source"]]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def started(request: HttpRequest, problem: Problem, query: str, panel: Panel) -> HttpResponse:
    url = workspace_url(problem, query)
    if not wants_json(request):
        return HttpResponseRedirect(url)
    template = "submission_panel" if isinstance(panel, SubmissionPanel) else "trial_panel"
    html = render_to_string(f"submissions/parts/{template}.html", {"panel": panel}, request)
    return JsonResponse({"url": url, "html": html, "next_key": new_key()})


def refuse(
    request: HttpRequest, problem: Problem, version: ProblemVersion, form: Form, refused: Refused
) -> HttpResponse:
    """Say why; the page comes back with everything that was typed."""
    response = refused_json(refused) if wants_json(request) else None
    if response is None:
        shown = refused_workspace(request, problem, version, form, refused)
        response = render(request, "submissions/workspace.html", {"workspace": shown})
    response.status_code = status_of(refused)
    if refused.retry_after:
        response["Retry-After"] = str(refused.retry_after)
    return response


def refused_json(refused: Refused) -> HttpResponse:
    body: dict[str, Any] = {"code": refused.code, "message": refused.message}
    if isinstance(refused, StaleDraft):
        body["draft"] = draft_json(refused.draft)
    return JsonResponse(body)


def refused_workspace(
    request: HttpRequest, problem: Problem, version: ProblemVersion, form: Form, refused: Refused
) -> Workspace:
    is_stale = isinstance(refused, StaleDraft)
    typed = Typed(
        source=typed_source(form),
        complaint="" if is_stale else refused.message,
        other=refused.draft if isinstance(refused, StaleDraft) else None,
        fields=form.data,
    )
    panel = latest_panel(reader(request), problem)
    return Workspace(
        problem,
        version,
        request.user,
        panel,
        first_pane="code",
        typed=typed,
        asked_language=str(form.data.get("language", "")),
    )


def typed_source(form: Form) -> str:
    """What was typed, also where the form as a whole is not valid."""
    cleaned = getattr(form, "cleaned_data", {}).get("source")
    return str(form.data.get("source", "") if cleaned is None else cleaned).replace("\r\n", "\n")


def status_of(refused: Refused) -> int:
    if isinstance(refused, StaleDraft):
        return CONFLICT
    return TOO_MANY if refused.retry_after else UNPROCESSABLE
