from django.urls import path

from submissions.views import problem, results

app_name = "submissions"

urlpatterns = [
    path("problems/<slug:slug>/", problem.workspace, name="workspace"),
    path("problems/<slug:slug>/draft/", problem.save, name="save"),
    path("problems/<slug:slug>/run/", problem.run, name="run"),
    path("problems/<slug:slug>/submit/", problem.submit, name="submit"),
    path("submissions/", results.submission_list, name="list"),
    path("submissions/pick/", results.pick, name="pick"),
    path("submissions/<uuid:left>..<uuid:right>/", results.compare, name="compare"),
    path("submissions/<uuid:pk>/", results.detail, name="detail"),
    path("submissions/<uuid:pk>/source/", results.source, name="source"),
    path("submissions/<uuid:pk>/panel/", results.panel, name="panel"),
    path("submissions/<uuid:pk>/events/", results.events, name="events"),
    path("submissions/<uuid:pk>/cancel/", results.cancel, name="cancel"),
    path("submissions/<uuid:pk>/share/", results.share, name="share"),
    path("runs/<uuid:pk>/", results.trial, name="trial"),
    path("runs/<uuid:pk>/panel/", results.trial_panel, name="trial_panel"),
    path("runs/<uuid:pk>/events/", results.trial_events, name="trial_events"),
]
