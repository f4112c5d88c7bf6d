"""A person's own pages: profile, API tokens, and the switches for language and theme."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actions import issue_token, revoke_token
from accounts.forms import ProfileForm, TokenForm
from accounts.models import ApiToken, User
from accounts.preferences import THEME_COOKIE, THEMES, language_code, remember
from accounts.rights import role_required


@require_http_methods(["GET", "POST"])
@role_required()
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=_user(request), initial=_shown(_user(request)))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


def _shown(user: User) -> dict[str, str]:
    return {"theme": user.theme or "system"}


@never_cache
@require_http_methods(["GET", "POST"])
@role_required()
def tokens(request: HttpRequest) -> HttpResponse:
    """The one answer in which a new key stands is the one to the form that asked for it."""
    user = _user(request)
    form = TokenForm(request.POST or None, user=user)
    key = ""
    if request.method == "POST" and form.is_valid():
        key = issue_token(user, form.cleaned_data["name"], form.cleaned_data["scope"])
        form = TokenForm(user=user)
    return render(
        request, "accounts/tokens.html", {"form": form, "key": key, "tokens": user.api_tokens.live()}
    )


@require_POST
@role_required()
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.live(), pk=pk, user=_user(request))
    revoke_token(token, _user(request))
    messages.success(request, _("The token “%(name)s” is revoked.") % {"name": token.name})
    return redirect("accounts:tokens")


@csrf_exempt
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Language and theme. Without an account only cookies change, which no other site gains from:
    so pages for everyone need no CSRF token, stay the same for all and can be cached.
    """
    return _save_both(request) if request.user.is_authenticated else _keep_cookies(request)


@csrf_protect
def _save_both(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    user.language = _asked_language(request) or user.language
    user.theme = _asked_theme(request) or user.theme
    user.save(update_fields=["language", "theme"])
    return _keep_cookies(request)


def _keep_cookies(request: HttpRequest) -> HttpResponse:
    """The cookies also hold for the log-in page, after logging out."""
    response = redirect(_way_back(request))
    asked = {settings.LANGUAGE_COOKIE_NAME: _asked_language(request), THEME_COOKIE: _asked_theme(request)}
    for name, value in asked.items():
        if value:
            remember(response, name, value, secure=request.is_secure())
    return response


def _asked_language(request: HttpRequest) -> str | None:
    return language_code(request.POST.get("language"))


def _asked_theme(request: HttpRequest) -> str | None:
    asked = request.POST.get("theme", "")
    return asked if asked in THEMES else None


def _way_back(request: HttpRequest) -> str:
    """The page it was asked on, unless that is a page of somebody else's."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if is_ours else reverse("home:start")


def _user(request: HttpRequest) -> User:
    """The one who is logged in; `role_required` stands before every caller."""
    return cast(User, request.user)


@require_GET
def no_password_mail(request: HttpRequest) -> HttpResponse:
    """Where no e-mail can be sent, a lost password is set anew by whoever runs the site."""
    return render(request, "accounts/no_password_mail.html")
