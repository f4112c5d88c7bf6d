"""Who reviews what."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from accounts.models import User
from submissions.models import Submission, SubmissionQuerySet

View = Callable[..., Any]


def reviewable(user: User | AnonymousUser) -> SubmissionQuerySet:
    """What others shared with interviewers; nothing for candidates, and nobody reviews himself."""
    if not isinstance(user, User) or not user.is_interviewer:
        return Submission.objects.none()
    return Submission.objects.visible_to(user).filter(is_shared=True).exclude(author=user)


def reviewers_only(view: View) -> View:
    """To candidates these pages do not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_interviewer:
            raise Http404
        answer: HttpResponseBase = view(request, *args, **kwargs)
        return answer

    return guarded
