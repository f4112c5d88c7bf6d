"""Submissions and trials as the API writes them: the figures of the pages, no others."""

import base64
import binascii
from typing import Any

from django.urls import reverse as page
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from jobs.models import CANCELLED, DONE, QUEUED, RUNNING
from submissions.failing import FOUND, NOTHING_FOUND, SEARCHING, FailingInput
from submissions.forms import is_for_zeros
from submissions.panels import SubmissionPanel, TrialPanel

STATES = [QUEUED, RUNNING, DONE, CANCELLED]
WORDS = _("AC, WA, TLE, MLE, OLE, RTE, SV, CE or JE; null while there is none.")
WORDS_OF_FAMILY = _("As of the submission; NA for a task whose function the code does not define.")


class VerdictFields(serializers.Serializer[Any]):
    """Where a piece of work stands; the same for submissions and trials."""

    state = serializers.SerializerMethodField()
    is_pending = serializers.BooleanField(help_text=_("True while it is worth asking again."))
    status = serializers.CharField(help_text=_("One sentence in the reader's language."))
    verdict = serializers.CharField(source="verdict.word", default=None, allow_null=True, help_text=WORDS)
    verdict_name = serializers.CharField(source="verdict.name", default=None, allow_null=True)

    @extend_schema_field(serializers.ChoiceField(choices=STATES))
    def get_state(self, panel: Any) -> str:
        job = panel.judging if isinstance(panel, SubmissionPanel) else panel.trial
        return str(job.state)


class SubmissionSerializer(VerdictFields):
    """A row of the list."""

    id = serializers.UUIDField(source="submission.pk")
    url = serializers.SerializerMethodField()
    web_url = serializers.SerializerMethodField(help_text=_("The page for people."))
    problem = serializers.CharField(source="submission.version.problem.slug")
    version = serializers.IntegerField(source="version.number")
    author = serializers.CharField(source="submission.author.username")
    language = serializers.CharField(source="submission.language")
    is_shared = serializers.BooleanField(
        source="submission.is_shared", help_text=_("Whether interviewers may read it.")
    )
    created_at = serializers.DateTimeField(source="submission.created_at")
    score = serializers.SerializerMethodField(help_text=_("0 to 100; 80 is as good as the reference."))
    imprecise = serializers.BooleanField(
        source="judging.imprecise",
        help_text=_("Measuring time ran out before the interval was narrow enough."),
    )

    def get_url(self, panel: SubmissionPanel) -> str:
        return reverse("v1:submission", [panel.submission.pk], request=self.context["request"])

    def get_web_url(self, panel: SubmissionPanel) -> str:
        path = page("submissions:detail", args=[panel.submission.pk])
        return str(self.context["request"].build_absolute_uri(path))

    def get_score(self, panel: SubmissionPanel) -> float | None:
        return None if panel.judging.score is None else round(panel.judging.score, 1)


class StageSerializer(serializers.Serializer[Any]):
    stage = serializers.CharField(allow_null=True)
    family = serializers.CharField(allow_null=True)
    done = serializers.IntegerField(allow_null=True)
    total = serializers.IntegerField(allow_null=True)


class StatusSerializer(VerdictFields):
    """How far a judging has come: small, to be asked for often."""

    id = serializers.UUIDField(source="submission.pk")
    score = serializers.SerializerMethodField()
    ahead = serializers.IntegerField(help_text=_("How many wait before it in the queue."))
    stage = StageSerializer(source="judging.stage", allow_null=True)

    def get_score(self, panel: SubmissionPanel) -> float | None:
        return None if panel.judging.score is None else round(panel.judging.score, 1)


class SpeedSerializer(serializers.Serializer[Any]):
    speed_ratio = serializers.FloatField(
        source="ratio", help_text=_("Multiple of the reference's speed, CPU time.")
    )
    low = serializers.FloatField(allow_null=True)
    # xgettext:no-python-format
    high = serializers.FloatField(allow_null=True, help_text=_("low and high: the 95 % interval."))


class PartSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(help_text=_("As the package names it."))
    title = serializers.CharField(help_text=_("In the reader's language."))
    share = serializers.FloatField(allow_null=True, help_text=_("0 to 1, rounded; null where it failed."))
    reference = serializers.FloatField(allow_null=True)


class FamilyFigures(serializers.Serializer[Any]):
    family = serializers.CharField()
    title = serializers.CharField()
    scored = serializers.BooleanField()
    function = serializers.CharField(
        allow_blank=True, help_text=_("Of a task: the function that is called; empty for a codec's data.")
    )
    state = serializers.ChoiceField(choices=["waiting", "running", "done"])
    verdict = serializers.CharField(
        source="verdict.word", default=None, allow_null=True, help_text=WORDS_OF_FAMILY
    )
    ratio = serializers.FloatField(allow_null=True, help_text=_("Original ÷ compressed size."))
    bits_per_byte = serializers.FloatField(allow_null=True)
    reference_ratio = serializers.FloatField(allow_null=True)
    reference_bits_per_byte = serializers.FloatField(allow_null=True)
    compress = SpeedSerializer(allow_null=True)
    decompress = SpeedSerializer(allow_null=True)
    parts = PartSerializer(many=True, help_text=_("Of a task's answer; empty for a codec's data."))
    run = SpeedSerializer(allow_null=True, help_text=_("Of a task where time counts."))
    curve = serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField()),
        help_text=_("Of public data packed at several sizes: parameters and bits per byte; else empty."),
    )
    error = serializers.CharField(
        allow_blank=True, help_text=_("Why an answer is worth what it is, of public data.")
    )
    entropies = serializers.ListField(
        child=serializers.FloatField(),
        help_text=_("H0, H1 and H2 of the data in bits per byte; empty where they were not measured."),
    )


class FailingInputSerializer(serializers.Serializer[Any]):
    """Generated, never hidden data; its bytes are null until one is found."""

    state = serializers.ChoiceField(
        choices=[SEARCHING, FOUND, NOTHING_FOUND],
        help_text=_("searching: ask again in a moment; none: the judge looked and found nothing."),
    )
    input_hex = serializers.SerializerMethodField()
    input_bytes = serializers.SerializerMethodField()
    direction = serializers.SerializerMethodField(help_text=_("compress or decompress: where it fails."))
    got_hex = serializers.CharField(
        allow_null=True, help_text=_("What came back, at most 128 KiB of it; null after an error.")
    )
    got_bytes = serializers.IntegerField(allow_null=True)
    first_difference = serializers.IntegerField(
        allow_null=True, help_text=_("Offset of the first byte that is wrong or missing.")
    )
    error = serializers.CharField(help_text=_("The error's own text; untrusted, as the code wrote it."))

    def get_input_hex(self, failing: FailingInput) -> str | None:
        return failing.input_hex if failing.is_found else None

    def get_input_bytes(self, failing: FailingInput) -> int | None:
        return failing.input_bytes if failing.is_found else None

    def get_direction(self, failing: FailingInput) -> str | None:
        return failing.direction if failing.is_found else None


class SubmissionDetailSerializer(SubmissionSerializer):
    source = serializers.CharField(source="submission.source")  # type: ignore[assignment]  # also a name of DRF
    message = serializers.CharField(help_text=_("Why the code could not be loaded; else empty."))
    data_sets = FamilyFigures(source="rows", many=True)
    failing_input = FailingInputSerializer(
        allow_null=True,
        help_text=_("After WA or RTE: the smallest generated input found that fails the same way."),
    )
    receipt = serializers.JSONField(help_text=_("Digests, versions and settings of the judging."))


class CodeField(serializers.CharField):
    """Lets zero characters through: whoever takes the text says in which line they stand."""

    def __init__(self) -> None:
        super().__init__(trim_whitespace=False, allow_blank=True)
        self.validators = [each for each in self.validators if not is_for_zeros(each)]


class SubmissionInput(serializers.Serializer[Any]):
    problem = serializers.SlugField()
    language = serializers.CharField(default="python3", max_length=32)
    source = CodeField()  # type: ignore[assignment]  # also a name of DRF
    is_shared = serializers.BooleanField(default=False, help_text=_("Let interviewers read it."))


@extend_schema_field({"type": "string", "format": "byte", "nullable": True})
class Base64Field(serializers.Field[bytes, str, str, Any]):
    default_error_messages = {"invalid": _("This is not base64.")}

    def to_internal_value(self, data: str) -> bytes:
        try:
            return base64.b64decode(data, validate=True)
        except (TypeError, ValueError, binascii.Error):
            self.fail("invalid")

    def to_representation(self, value: bytes) -> str:
        return base64.b64encode(value).decode()


class TrialInput(serializers.Serializer[Any]):
    problem = serializers.SlugField()
    language = serializers.CharField(default="python3", max_length=32)
    source = CodeField()  # type: ignore[assignment]  # also a name of DRF
    own_input = Base64Field(
        default=None,
        allow_null=True,
        help_text=_("An input of your own in base64, tried beside the samples."),
    )


class DifferenceSerializer(serializers.Serializer[Any]):
    offset = serializers.IntegerField()
    expected_hex = serializers.CharField()
    got_hex = serializers.CharField()


class CaseSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    function = serializers.CharField(
        allow_blank=True, help_text=_("Of a task: the function that is called; empty for a codec's data.")
    )
    verdict = serializers.CharField(allow_null=True)
    original_bytes = serializers.IntegerField(allow_null=True)
    compressed_bytes = serializers.IntegerField(allow_null=True)
    ratio = serializers.FloatField(allow_null=True)
    bits_per_byte = serializers.FloatField(allow_null=True)
    compress_cpu_s = serializers.FloatField(allow_null=True)
    decompress_cpu_s = serializers.FloatField(allow_null=True)
    peak_memory_bytes = serializers.IntegerField(allow_null=True)
    first_difference = DifferenceSerializer(allow_null=True)
    error = serializers.CharField(allow_null=True)
    parts = PartSerializer(
        many=True, help_text=_("Of a task's answer; empty for a codec's data. No reference is run beside it.")
    )


class TrialSerializer(VerdictFields):
    id = serializers.UUIDField(source="trial.pk")
    url = serializers.SerializerMethodField()
    web_url = serializers.SerializerMethodField()
    problem = serializers.CharField(source="trial.version.problem.slug")
    language = serializers.CharField(source="trial.language")
    created_at = serializers.DateTimeField(source="trial.created_at")
    message = serializers.CharField(help_text=_("Why the code was not run, or not to the end; else empty."))
    stdout = serializers.CharField(source="report.stdout", default="")
    stderr = serializers.CharField(source="report.stderr", default="")
    cases = serializers.SerializerMethodField()

    def get_url(self, panel: TrialPanel) -> str:
        return reverse("v1:trial", [panel.trial.pk], request=self.context["request"])

    def get_web_url(self, panel: TrialPanel) -> str:
        return str(
            self.context["request"].build_absolute_uri(page("submissions:trial", args=[panel.trial.pk]))
        )

    @extend_schema_field(CaseSerializer(many=True))
    def get_cases(self, panel: TrialPanel) -> Any:
        """As the judge wrote them, with what the package and the reader's language add."""
        written = panel.report.get("cases") or []
        rows = [
            {**case, "function": each.function, "parts": each.parts}
            for case, each in zip(written, panel.cases, strict=True)
        ]
        return CaseSerializer(rows, many=True).data
