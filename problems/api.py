"""Problems over the API: what there is, and everything a candidate may know of one."""

import base64
import hashlib
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from judge.package import Package
from problems.course import number_of
from problems.languages import judged_now
from problems.models import Problem
from texts.languages import reader_language


def package_of(problem: Problem) -> Package:
    assert problem.active_version is not None  # noqa: S101 - every queryset below asks for one
    return problem.active_version.package


def published(request: Request) -> QuerySet[Problem]:
    return (
        Problem.objects.visible_to(request.user)
        .filter(active_version__isnull=False)
        .select_related("active_version__problem")
    )


class FamilySerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.SerializerMethodField()
    scored = serializers.BooleanField(
        help_text=_("False: the data must come back, but ratio and speed do not count.")
    )
    function = serializers.CharField(
        allow_blank=True, help_text=_("Of a task: the function that is called; empty for a codec's data.")
    )
    public = serializers.BooleanField(help_text=_("True: the data are the same for everyone."))

    def get_title(self, family: Any) -> str:
        return str(family.title(reader_language()))


class ProblemSerializer(serializers.Serializer[Problem]):
    slug = serializers.CharField()
    url = serializers.SerializerMethodField()
    title = serializers.SerializerMethodField()
    number = serializers.SerializerMethodField(
        help_text=_("Of the problems that ship with Lossless; null for others.")
    )
    kind = serializers.SerializerMethodField(help_text=_("codec, or function where nothing is packed."))
    version = serializers.IntegerField(source="active_version.number")
    languages = serializers.SerializerMethodField(help_text=_("Programming languages that are taken."))
    families = serializers.SerializerMethodField(help_text=_("Kinds of hidden data."))
    is_ready = serializers.BooleanField(
        source="active_version.is_ready",
        help_text=_("False: the hidden data is still being built; submissions wait in the queue."),
    )

    def get_url(self, problem: Problem) -> str:
        return reverse("v1:problem", [problem.slug], request=self.context["request"])

    def get_title(self, problem: Problem) -> str:
        return package_of(problem).name(reader_language())

    def get_number(self, problem: Problem) -> int | None:
        return number_of(problem.slug)

    def get_kind(self, problem: Problem) -> str:
        return package_of(problem).kind

    def get_languages(self, problem: Problem) -> list[str]:
        return list(package_of(problem).languages)

    @extend_schema(responses=FamilySerializer(many=True))
    def get_families(self, problem: Problem) -> Any:
        return FamilySerializer(package_of(problem).families, many=True).data


class StatementSerializer(serializers.Serializer[Any]):
    language = serializers.CharField(help_text=_("en or zh-Hans: the asked language, else the other one."))
    markdown = serializers.CharField()


class EntryPointSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    arguments = serializers.ListField(child=serializers.CharField())
    returns = serializers.CharField()


class LimitsSerializer(serializers.Serializer[Any]):
    memory_bytes = serializers.IntegerField()
    output_bytes = serializers.IntegerField()
    code_bytes = serializers.IntegerField()


class WeightsSerializer(serializers.Serializer[Any]):
    ratio = serializers.FloatField()
    compress = serializers.FloatField()
    decompress = serializers.FloatField()


class ProblemDetailSerializer(ProblemSerializer):
    languages_now = serializers.SerializerMethodField(
        help_text=_("Those of the languages that a judge which runs now can judge.")
    )
    statement = serializers.SerializerMethodField()
    runtime = serializers.CharField(source="active_version.package.runtime")
    entry_points = EntryPointSerializer(source="active_version.package.entry_points", many=True)
    limits = LimitsSerializer(source="active_version.package.limits")
    weights = WeightsSerializer(
        source="active_version.package.weights", help_text=_("Exponents of ratio and speeds in the score.")
    )
    sizes = serializers.ListField(
        source="active_version.package.sizes",
        child=serializers.IntegerField(),
        help_text=_(
            "Parameters that a codec's model may have, given as its second argument: the last but one for ratio "
            "and speed, all of them for a curve. Empty where it is told none."
        ),
    )
    least_bytes_per_second = serializers.FloatField(
        source="active_version.package.least_bytes_per_second",
        help_text=_("Slower than this, in CPU time, is TLE; 0: no such floor."),
    )
    starter = serializers.SerializerMethodField(help_text=_("Starter code by programming language."))
    samples_url = serializers.SerializerMethodField()

    @extend_schema(responses=StatementSerializer)
    def get_statement(self, problem: Problem) -> Any:
        markdown, language = package_of(problem).text("statement", reader_language()) or ("", "en")
        return {"language": language, "markdown": markdown}

    def get_languages_now(self, problem: Problem) -> list[str]:
        return list(judged_now(package_of(problem).languages))

    def get_starter(self, problem: Problem) -> dict[str, str]:
        package = package_of(problem)
        return {language: package.starter(language) for language in package.languages}

    def get_samples_url(self, problem: Problem) -> str:
        return reverse("v1:problem-samples", [problem.slug], request=self.context["request"])


class SampleSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    function = serializers.CharField(
        allow_blank=True, help_text=_("Of a task: the function that is called; empty for a codec's data.")
    )
    bytes = serializers.IntegerField()
    content = serializers.CharField(help_text=_("The bytes in base64."))


class ProblemList(generics.ListAPIView[Problem]):
    serializer_class = ProblemSerializer
    # Slugs do not tie and do not move.
    ordering = ("slug",)

    def get_queryset(self) -> QuerySet[Problem]:
        return published(self.request)

    @extend_schema(operation_id="problems_list", summary=_("List the problems"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ProblemDetail(APIView):
    @extend_schema(
        operation_id="problems_read",
        summary=_("Read a problem"),
        description=_(
            "The statement comes in the language asked for by ?lang= or Accept-Language, as Markdown."
        ),
        responses=ProblemDetailSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        problem = get_object_or_404(published(request), slug=slug)
        body = ProblemDetailSerializer(problem, context={"request": request}).data
        return Response(body, headers=freshness(request, problem))


class ProblemSamples(APIView):
    @extend_schema(
        operation_id="problems_samples",
        summary=_("Fetch the shown samples"),
        responses=SampleSerializer(many=True),
    )
    def get(self, request: Request, slug: str) -> Response:
        problem = get_object_or_404(published(request), slug=slug)
        package = package_of(problem)
        samples = [sample(package, name, content) for name, content in package.samples()]
        body = SampleSerializer(samples, many=True).data
        return Response(body, headers=freshness(request, problem))


def sample(package: Package, name: str, content: bytes) -> dict[str, Any]:
    task = package.task_of_sample(name)
    return {
        "name": name,
        "function": task.function if task else "",
        "bytes": len(content),
        "content": base64.b64encode(content).decode(),
    }


def freshness(request: Request, problem: Problem) -> dict[str, str]:
    """Headers by which a reader who has it already gets 304: version, readiness and language make it up."""
    version = problem.active_version
    assert version is not None  # noqa: S101 - as above
    facts = f"{version.pk} {version.package_digest} {version.is_ready} {reader_language()} {request.path}"
    etag = hashlib.sha256(facts.encode()).hexdigest()[:32]
    return {"ETag": f'"{etag}"', "Cache-Control": "private, no-cache"}
