"""What the workspace's form sends, checked before anything is done with it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.limits import MAX_OWN_INPUT_BYTES, own_input_too_long

SPACE = re.compile(r"\s+")
NOT_HEX = re.compile(r"[^0-9a-fA-F]")

ZERO = {
    "null_characters_not_allowed": gettext_lazy("The input holds a zero character. Give it as bytes in hex.")
}

INPUT_CHOICES = (
    ("samples", gettext_lazy("the samples")),
    ("text", gettext_lazy("own text")),
    ("hex", gettext_lazy("own bytes in hex")),
    ("file", gettext_lazy("own file")),
)


class CodeField(forms.CharField):
    """Lets zero characters through: whoever takes the text says in which line they stand."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [each for each in self.validators if not is_for_zeros(each)]


def is_for_zeros(validator: object) -> bool:
    return isinstance(validator, ProhibitNullCharactersValidator)


class SourceForm(forms.Form):
    """The part that every button of the workspace sends."""

    language = forms.CharField(max_length=32)
    # What to go on in after the text is saved, where no script switches by itself.
    next_language = forms.CharField(max_length=32, required=False)
    source = CodeField(required=False, strip=False)
    source_file = forms.FileField(required=False)
    revision = forms.IntegerField(required=False, min_value=0)

    def clean_source(self) -> str:
        # Browsers send line ends of text fields as CR LF.
        return str(self.cleaned_data["source"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean(self) -> dict[str, Any]:
        """A chosen source file takes the place of the text field."""
        cleaned = super().clean() or {}
        file = cleaned.get("source_file")
        if file:
            cleaned["source"] = decoded(file)
        return cleaned

    @property
    def complaint(self) -> str:
        """The first thing that is wrong, as one sentence."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class SubmitForm(SourceForm):
    idempotency_key = forms.CharField(max_length=64)
    is_shared = forms.BooleanField(required=False)


class RunForm(SourceForm):
    input = forms.ChoiceField(choices=INPUT_CHOICES, required=False)
    own_text = forms.CharField(required=False, strip=False, error_messages=ZERO)
    own_hex = forms.CharField(required=False, error_messages=ZERO)
    own_file = forms.FileField(required=False, allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["own_input"] = checked_size(self.chosen_input(cleaned))
        return cleaned

    def chosen_input(self, cleaned: dict[str, Any]) -> bytes | None:
        kind = cleaned.get("input") or "samples"
        if kind == "text":
            return str(cleaned.get("own_text") or "").replace("\r\n", "\n").encode()
        if kind == "hex":
            return from_hex(cleaned.get("own_hex") or "")
        return read_own_file(cleaned.get("own_file")) if kind == "file" else None


def decoded(file: UploadedFile[Any]) -> str:
    try:
        text = bytes(file.read()).decode("utf-8")
    except UnicodeDecodeError as error:
        raise forms.ValidationError(
            _(
                "The file %(name)s is not UTF-8: byte %(offset)s cannot be read. Save it as UTF-8 and try again."
            )
            % {"name": file.name, "offset": error.start + 1}
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def from_hex(text: str) -> bytes:
    digits = SPACE.sub("", text)
    wrong = NOT_HEX.search(digits)
    if wrong:
        raise forms.ValidationError(
            _("“%(character)s” is not a hex digit. Write bytes as pairs of 0–9 and a–f, such as 00 ff 61.")
            % {"character": wrong.group()}
        )
    if len(digits) % 2:
        raise forms.ValidationError(
            _("There are %(count)s hex digits; every byte takes two. Add or remove one.")
            % {"count": len(digits)}
        )
    return bytes.fromhex(digits)


def read_own_file(file: UploadedFile[Any] | None) -> bytes:
    if file is None:
        raise forms.ValidationError(_("No file was chosen. Choose one, or run on the samples."))
    if file.size is not None and file.size > MAX_OWN_INPUT_BYTES:
        raise too_long(file.size)
    content: bytes = file.read()
    return content


def checked_size(own_input: bytes | None) -> bytes | None:
    if own_input is not None and len(own_input) > MAX_OWN_INPUT_BYTES:
        raise too_long(len(own_input))
    return own_input


def too_long(size: int) -> forms.ValidationError:
    return forms.ValidationError(own_input_too_long(size))
