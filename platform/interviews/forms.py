from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import COMMENT_LIMIT, DECISIONS, NOTE_LIMIT
from problems.models import Problem


class CommentForm(forms.Form):
    line = forms.IntegerField(label=_("Line"), min_value=1)
    text = forms.CharField(
        label=_("Comment"),
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, line_count: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.line_count = line_count

    def clean_line(self) -> int:
        line: int = self.cleaned_data["line"]
        if line > self.line_count:
            raise forms.ValidationError(
                _("The source has %(count)s lines, so there is no line %(line)s."),
                params={"count": self.line_count, "line": line},
            )
        return line


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"), choices=list(DECISIONS.items()), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=NOTE_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class FilterForm(forms.Form):
    """The list's filters; every field may be empty, and an unknown value filters nothing."""

    problem = forms.ModelChoiceField(
        Problem.objects.order_by("slug"),
        to_field_name="slug",
        required=False,
        label=_("Problem"),
        empty_label=_("All problems"),
    )
    verdict = forms.ChoiceField(required=False, label=_("Verdict"))
    author = forms.CharField(required=False, label=_("Candidate"), max_length=150)
    decided = forms.ChoiceField(
        required=False,
        label=_("My decision"),
        choices=[("", _("All")), ("no", _("Not decided")), ("yes", _("Decided"))],
    )

    def __init__(self, *args: object, verdicts: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["verdict"].choices = [("", _("All verdicts")), *verdicts]  # type: ignore[attr-defined]
