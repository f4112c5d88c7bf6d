from django.urls import path

from home import health, views

app_name = "home"

urlpatterns = [
    path("", views.start, name="start"),
    path("help/", views.help_page, name="help"),
    path("help/languages/", views.languages, name="languages"),
    path("explore/scaling/", views.scaling, name="scaling"),
    path("search/", views.search, name="search"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
