"""What people say about themselves, and the forms of log-in and registration."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.utils.translation import gettext_lazy as _

from accounts.models import ApiToken, User
from accounts.preferences import LANGUAGES, THEMES
from accounts.tokens import ADMIN, SCOPES


class PlainLabels(forms.BaseForm):
    """A label says what a field is for: without a colon, and not again inside the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def shortest_password() -> int:
    validators = get_default_password_validators()
    return next(each.min_length for each in validators if isinstance(each, MinimumLengthValidator))


class PasswordRules(PlainLabels):
    """What a new password must be, in one sentence instead of one for each rule."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = _(
            "At least %(count)s characters; no common password, not only digits, not like your user name."
        )
        self.fields["password1"].help_text = rule % {"count": shortest_password()}


class LogInForm(PlainLabels, allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The link for a forgotten password stands below the form, not between label and field.
        self.fields["password"].help_text = ""


class SignUpForm(PasswordRules, allauth_forms.SignupForm):
    pass


class ChangePasswordForm(PasswordRules, allauth_forms.ChangePasswordForm):
    pass


class AddAddressForm(PlainLabels, allauth_forms.AddEmailForm):
    pass


class ResetPasswordForm(PlainLabels, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(PasswordRules, allauth_forms.ResetPasswordKeyForm):
    pass


class ProfileForm(PlainLabels, forms.ModelForm):  # type: ignore[type-arg]
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("As the browser says")), *((each.code, each.name) for each in LANGUAGES)],
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=list(THEMES.items()))

    class Meta:
        model = User
        fields = ["name", "language", "theme"]
        labels = {"name": _("Name")}
        help_texts = {"name": _("Shown to interviewers beside what you share. Empty: your user name.")}


class TokenForm(PlainLabels, forms.ModelForm):  # type: ignore[type-arg]
    scope = forms.ChoiceField(label=_("Scope"))

    class Meta:
        model = ApiToken
        fields = ["name", "scope"]
        labels = {"name": _("Name of the token")}
        help_texts = {"name": _("What it is for, such as “laptop”.")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = (
            SCOPES if user.is_admin_role else {name: text for name, text in SCOPES.items() if name != ADMIN}
        )
        self.fields["scope"].choices = list(scopes.items())  # type: ignore[attr-defined]
