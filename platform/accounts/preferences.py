"""Language and theme: what the account says, else what a cookie says, else what the browser says."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User

SYSTEM, LIGHT, DARK = "system", "light", "dark"
THEMES = {SYSTEM: _("As the system"), LIGHT: _("Light"), DARK: _("Dark")}
THEME_COOKIE = "theme"
COOKIE_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class Language:
    code: str  # as Django and the preference name it
    tag: str  # as HTML and problem packages name it
    name: str  # in the language itself


LANGUAGES = (Language("en", "en", "English"), Language("zh-hans", "zh-Hans", "中文"))
BY_CODE = {language.code: language for language in LANGUAGES}


def language_code(said: str | None) -> str | None:
    """The code of the language meant by "zh", "zh-CN", "zh-Hans", "en-GB" …; None when there is none."""
    try:
        return translation.get_supported_language_variant(said.lower()) if said else None
    except LookupError:
        return None


def chosen_language(request: HttpRequest, user: User | AnonymousUser) -> str:
    """`?lang=` for one page, then the account, then the cookie, then the browser's list."""
    return (
        language_code(request.GET.get("lang"))
        or language_code(getattr(user, "language", None))
        or language_code(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
        or translation.get_language_from_request(request)
    )


def current_language() -> Language:
    return BY_CODE.get(translation.get_language() or "en", LANGUAGES[0])


def other_language() -> Language:
    return next(language for language in LANGUAGES if language != current_language())


def chosen_theme(request: HttpRequest) -> str:
    said = getattr(request.user, "theme", "") or request.COOKIES.get(THEME_COOKIE, "")
    return said if said in THEMES else SYSTEM


def remember(response: HttpResponseBase, name: str, value: str, *, secure: bool) -> None:
    """Keep a preference in the browser; it is no secret, but scripts have no use for it either."""
    response.set_cookie(name, value, max_age=COOKIE_SECONDS, samesite="Lax", secure=secure, httponly=True)
