from django.urls import path

from problems.views import judges, listing, manage

app_name = "problems"

urlpatterns = [
    path("problems/", listing.problem_list, name="list"),
    path("manage/", manage.manage_start, name="manage"),
    path("manage/problems/", manage.manage_list, name="manage-list"),
    path("manage/problems/import/", manage.manage_import, name="manage-import"),
    path("manage/versions/<uuid:pk>/", manage.manage_version, name="manage-version"),
    path("manage/versions/<uuid:pk>/panel/", manage.manage_version_panel, name="manage-version-panel"),
    path("manage/versions/<uuid:pk>/events/", manage.manage_version_events, name="manage-version-events"),
    path("manage/versions/<uuid:pk>/preview/", manage.manage_preview, name="manage-preview"),
    path("manage/versions/<uuid:pk>/verify/", manage.manage_verify, name="manage-verify"),
    path("manage/versions/<uuid:pk>/publish/", manage.manage_publish, name="manage-publish"),
    path("manage/versions/<uuid:pk>/retire/", manage.manage_retire, name="manage-retire"),
    path("manage/judges/", judges.manage_judges, name="manage-judges"),
]
