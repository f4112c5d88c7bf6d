"""Where django-allauth's flows lead on this site."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # It ships without types.
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")
