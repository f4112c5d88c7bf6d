"""Log-in and registration by django-allauth; what needs e-mail only where e-mail can be sent.

The names are allauth's own, and so without a namespace.
"""

from allauth.account import views as allauth_views
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from accounts import views

without_mail: list[URLPattern | URLResolver] = [
    path("login/", allauth_views.login, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("signup/", allauth_views.signup, name="account_signup"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth_views.password_change, name="account_change_password"),
    path("password/set/", allauth_views.password_set, name="account_set_password"),
    path("password/reset/", views.no_password_mail, name="account_reset_password"),
]

with_mail: list[URLPattern | URLResolver] = [path("", include("allauth.account.urls"))]

urlpatterns = without_mail if settings.ACCOUNT_EMAIL_VERIFICATION == "none" else with_mail
