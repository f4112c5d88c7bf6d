from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("home.urls")),
    path("accounts/", include("accounts.entrance_urls")),
    path("accounts/", include("accounts.urls")),
    path("", include("problems.urls")),
    path("", include("questions.urls")),
    path("", include("submissions.urls")),
    path("", include("interviews.urls")),
    path("", include("api.urls")),
    path("admin/", admin.site.urls),
]
