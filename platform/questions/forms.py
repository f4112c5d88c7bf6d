"""What the pages of the bank take."""

from django import forms
from django.utils.translation import gettext_lazy as _

from questions.models import FREE, MOST_TEXT, TIMERS

LONGEST_SECONDS = 24 * 3600


class AnswerForm(forms.Form):
    text = forms.CharField(
        max_length=MOST_TEXT,
        error_messages={
            "required": _(
                "There is no answer yet. A few words are enough; or read the model answer without one."
            ),
            "max_length": _(
                "The answer has %(show_value)d characters; %(limit_value)d are kept. Shorten it."
            ),
        },
    )
    timer = forms.TypedChoiceField(
        choices=[(timer, timer) for timer in TIMERS], coerce=int, empty_value=str(FREE), required=False
    )
    seconds = forms.IntegerField(min_value=0, max_value=LONGEST_SECONDS, required=False)

    @property
    def complaint(self) -> str:
        return next((str(error) for errors in self.errors.values() for error in errors), "")
