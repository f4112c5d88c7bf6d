"""Submissions and trials over the API: the same actions as the pages call."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import caller
from problems.models import Problem, ProblemVersion
from submissions import actions
from submissions.models import Submission, Trial
from submissions.panels import SubmissionPanel, TrialPanel
from submissions.refusals import Refused
from submissions.serializers import (
    StatusSerializer,
    SubmissionDetailSerializer,
    SubmissionInput,
    SubmissionSerializer,
    TrialInput,
    TrialSerializer,
)

KEY_LIMIT = 64
# How long a client should wait before it asks again, in seconds.
ASK_AGAIN = "2"

KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description=gettext_lazy(
        "At most 64 characters of your choice; the same key never makes a second submission."
    ),
)
LOCATION = OpenApiParameter("Location", OpenApiTypes.URI, OpenApiParameter.HEADER, response=[202])
FILTERS = [
    OpenApiParameter("problem", OpenApiTypes.STR, description=gettext_lazy("Slug of a problem.")),
    OpenApiParameter(
        "mine", OpenApiTypes.BOOL, description=gettext_lazy("true: only what you submitted yourself.")
    ),
]


def open_version(request: Request, slug: str) -> ProblemVersion:
    problem = (
        Problem.objects.visible_to(request.user).filter(slug=slug).select_related("active_version").first()
    )
    if problem is None or problem.active_version is None:
        message = _("There is no problem called “%(slug)s”.") % {"slug": slug}
        raise ValidationError({"problem": message}, code="unknown_problem")
    return problem.active_version


def visible(request: Request, pk: uuid.UUID) -> Submission:
    return get_object_or_404(Submission.objects.visible_to(request.user).with_result(), pk=pk)


def idempotency_key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "") or str(uuid.uuid4())
    if len(key) > KEY_LIMIT:
        message = _("The Idempotency-Key has more than %(limit)s characters.")
        raise Refused("key_too_long", message % {"limit": KEY_LIMIT})
    return key


class Submissions(generics.ListAPIView[Submission]):
    """``get`` lists what the reader may see, ``post`` hands code in."""

    serializer_class = SubmissionSerializer
    throttle_scopes = {"POST": "submit"}

    def get_queryset(self) -> QuerySet[Submission]:
        found = Submission.objects.visible_to(self.request.user).for_list()
        if self.request.query_params.get("problem"):
            found = found.filter(version__problem__slug=self.request.query_params["problem"])
        if self.request.query_params.get("mine") == "true":
            found = found.filter(author=self.request.user.pk)
        return found

    @extend_schema(
        operation_id="submissions_list",
        summary=gettext_lazy("List submissions"),
        description=gettext_lazy("Your own, newest first; for interviewers also those that were shared."),
        parameters=FILTERS,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        panels = [SubmissionPanel(row, row.judging) for row in rows]
        return self.get_paginated_response(self.get_serializer(panels, many=True).data)

    @extend_schema(
        operation_id="submissions_submit",
        summary=gettext_lazy("Submit code to be judged"),
        description=gettext_lazy("Judging goes on by itself; Location is where its result will stand."),
        parameters=[KEY, LOCATION],
        request=SubmissionInput,
        responses={202: SubmissionSerializer},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        sent = SubmissionInput(data=request.data)
        sent.is_valid(raise_exception=True)
        values = dict(sent.validated_data)
        submission = actions.submit(
            author=caller(request),
            version=open_version(request, values.pop("problem")),
            idempotency_key=idempotency_key(request),
            **values,
        )
        body = SubmissionSerializer(SubmissionPanel.of(submission), context={"request": request}).data
        return Response(body, status=202, headers={"Location": body["url"]})


class SubmissionDetail(APIView):
    @extend_schema(
        operation_id="submissions_read",
        summary=gettext_lazy("Read a submission with its figures"),
        responses=SubmissionDetailSerializer,
    )
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        submission = visible(request, pk)
        actions.note_reading(submission, caller(request))
        shown = SubmissionPanel.of(submission)
        return Response(SubmissionDetailSerializer(shown, context={"request": request}).data)


class SubmissionStatus(APIView):
    @extend_schema(
        operation_id="submissions_status",
        summary=gettext_lazy("See how far a judging has come"),
        description=gettext_lazy("While is_pending is true, Retry-After says when to ask again."),
        responses=StatusSerializer,
    )
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        return answer_with_patience(StatusSerializer, SubmissionPanel.of(visible(request, pk)), request)


class SubmissionCancel(APIView):
    throttle_scopes = {"POST": "submit"}

    @extend_schema(
        operation_id="submissions_cancel",
        summary=gettext_lazy("Cancel a judging of your own"),
        description=gettext_lazy("A judging that has ended stays as it is."),
        request=None,
        responses=StatusSerializer,
    )
    def post(self, request: Request, pk: uuid.UUID) -> Response:
        own = Submission.objects.with_result().filter(author=request.user.pk)
        actions.cancel(get_object_or_404(own, pk=pk).judging)
        return answer_with_patience(StatusSerializer, SubmissionPanel.of(own.get(pk=pk)), request)


class Trials(APIView):
    throttle_scopes = {"POST": "run"}

    @extend_schema(
        operation_id="trials_run",
        summary=gettext_lazy("Try code on the samples"),
        description=gettext_lazy("Not scored; a new trial takes the place of one that still runs."),
        parameters=[LOCATION],
        request=TrialInput,
        responses={202: TrialSerializer},
    )
    def post(self, request: Request) -> Response:
        sent = TrialInput(data=request.data)
        sent.is_valid(raise_exception=True)
        values = dict(sent.validated_data)
        version = open_version(request, values.pop("problem"))
        trial = actions.run_trial(author=caller(request), version=version, **values)
        body = TrialSerializer(TrialPanel.of(trial), context={"request": request}).data
        return Response(body, status=202, headers={"Location": body["url"]})


class TrialDetail(APIView):
    @extend_schema(
        operation_id="trials_read",
        summary=gettext_lazy("Read a trial"),
        responses=TrialSerializer,
    )
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        trials = Trial.objects.visible_to(request.user).select_related("version__problem")
        trial = get_object_or_404(trials, pk=pk)
        return answer_with_patience(TrialSerializer, TrialPanel.of(trial), request)


def answer_with_patience(serializer: Any, shown: SubmissionPanel | TrialPanel, request: Request) -> Response:
    """The answer, with the time to wait before asking again while there is more to come."""
    headers = {"Retry-After": ASK_AGAIN} if shown.is_pending else {}
    return Response(serializer(shown, context={"request": request}).data, headers=headers)
