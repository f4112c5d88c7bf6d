from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from interviews import actions
from interviews.forms import CommentForm, DecisionForm
from interviews.listing import review_list as listed
from interviews.models import Comment
from interviews.page import ReviewPage
from interviews.rights import reviewable, reviewers_only
from submissions.actions import note_reading
from submissions.models import Submission

UNPROCESSABLE = 422


@reviewers_only
@require_safe
@never_cache
def review_list(request: HttpRequest) -> HttpResponse:
    return render(request, "interviews/list.html", {"listed": listed(reviewer(request), request.GET)})


@reviewers_only
@require_safe
@never_cache
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = shared_submission(request, pk)
    note_reading(submission, reviewer(request))
    line = asked_line(request, submission)
    form = CommentForm(line_count=line_count(submission), initial={"line": line} if line else None)
    return review_page(request, submission, comment_form=form, line=line)


@reviewers_only
@require_POST
def add_comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = shared_submission(request, pk)
    form = CommentForm(request.POST, line_count=line_count(submission))
    if not form.is_valid():
        return review_page(request, submission, comment_form=form, line=form.cleaned_data.get("line"))
    comment = actions.comment(submission=submission, author=reviewer(request), **form.cleaned_data)
    return HttpResponseRedirect(f"{url_of(submission)}#L{comment.line}")


@reviewers_only
@require_POST
def delete_comment(request: HttpRequest, pk: int) -> HttpResponse:
    comment = get_object_or_404(Comment.objects.select_related("submission"), pk=pk, author=reviewer(request))
    target = f"{url_of(comment.submission)}#L{comment.line}"
    actions.delete_comment(comment=comment, actor=reviewer(request))
    return HttpResponseRedirect(target)


@reviewers_only
@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = shared_submission(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return review_page(request, submission, decision_form=form)
    actions.decide(submission=submission, reviewer=reviewer(request), **form.cleaned_data)
    return HttpResponseRedirect(f"{url_of(submission)}#decision")


def reviewer(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type behind reviewers_only
    return request.user


def shared_submission(request: HttpRequest, pk: UUID) -> Submission:
    return get_object_or_404(reviewable(request.user).with_result(), pk=pk)


def url_of(submission: Submission) -> str:
    return reverse("interviews:detail", args=[submission.pk])


def line_count(submission: Submission) -> int:
    """As the page counts them; an empty source has one line."""
    lines = submission.source.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return lines.count("\n") + 1


def asked_line(request: HttpRequest, submission: Submission) -> int | None:
    """The line whose form is to be open, if the source has it."""
    text = request.GET.get("line", "")
    line = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    return line if 1 <= line <= line_count(submission) else None


def review_page(
    request: HttpRequest,
    submission: Submission,
    *,
    comment_form: CommentForm | None = None,
    decision_form: DecisionForm | None = None,
    line: int | None = None,
) -> HttpResponse:
    """The page; with a form that was not valid it comes back with what was typed and why it cannot be."""
    user = reviewer(request)
    own = submission.decisions.filter(reviewer=user).values("decision", "note").first()
    shown = ReviewPage(
        submission,
        user,
        comment_form or CommentForm(line_count=line_count(submission)),
        decision_form or DecisionForm(initial=dict(own or {})),
        line,
    )
    is_wrong = shown.comment_form.errors or shown.decision_form.errors
    status = UNPROCESSABLE if is_wrong else 200
    return render(request, "interviews/review.html", {"review": shown}, status=status)
