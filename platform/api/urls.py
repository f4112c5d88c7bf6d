from django.urls import include, path, re_path

from accounts import api as accounts
from api import views
from api.schema import Schema
from problems import api as problems
from submissions import api as submissions

v1 = [
    path("me/", accounts.Me.as_view(), name="me"),
    path("problems/", problems.ProblemList.as_view(), name="problems"),
    path("problems/<slug:slug>/", problems.ProblemDetail.as_view(), name="problem"),
    path("problems/<slug:slug>/samples/", problems.ProblemSamples.as_view(), name="problem-samples"),
    path("submissions/", submissions.Submissions.as_view(), name="submissions"),
    path("submissions/<uuid:pk>/", submissions.SubmissionDetail.as_view(), name="submission"),
    path("submissions/<uuid:pk>/status/", submissions.SubmissionStatus.as_view(), name="submission-status"),
    path("submissions/<uuid:pk>/cancel/", submissions.SubmissionCancel.as_view(), name="submission-cancel"),
    path("trials/", submissions.Trials.as_view(), name="trials"),
    path("trials/<uuid:pk>/", submissions.TrialDetail.as_view(), name="trial"),
    path("schema/", Schema.as_view(), name="schema"),
    re_path("", views.Nowhere.as_view(), name="nowhere"),
]

urlpatterns = [
    path("api/v1/", include((v1, "v1"), namespace="v1")),
    path("api/docs/", views.docs, name="api-docs"),
    path("lossless", views.client, name="client"),
]
