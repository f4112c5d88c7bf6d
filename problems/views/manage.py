"""Admins keep the bank: upload a package, see what its check finds, look at it, publish it, retire it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.rights import role_required
from accounts.roles import ADMIN
from jobs.events import event_response
from judge.errors import PackageError
from problems import actions, reports, rules
from problems.forms import PackageForm
from problems.manage_list import problem_entries
from problems.models import PackageJob, ProblemVersion
from problems.preview import Preview
from problems.version_page import VersionPage

UNPROCESSABLE = 422


@role_required(ADMIN)
@require_safe
def manage_start(request: HttpRequest) -> HttpResponseRedirect:
    """Who shortens an address lands on the first of these pages."""
    return HttpResponseRedirect(reverse("problems:manage-list"))


@role_required(ADMIN)
@require_safe
def manage_list(request: HttpRequest) -> HttpResponse:
    context = {"entries": problem_entries(), "form": PackageForm()}
    return render(request, "problems/manage_list.html", context)


@role_required(ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def manage_import(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "problems/manage_import.html", {"form": PackageForm()})
    form = PackageForm(request.POST, request.FILES)
    if not form.is_valid():
        return refuse(request, form, str(form.errors["package"][0]))
    try:
        version = actions.import_package(form.cleaned_data["package"].read(), admin_of(request))
    except PackageError as broken:
        remarks = reports.remarks(finding.to_dict() for finding in broken.findings)
        return refuse(request, form, rules.complaint(remarks), remarks=remarks)
    except actions.SamePackage as same:
        return refuse(request, form, "", same=same.version)
    messages.success(request, _("The package is kept as a draft. The judge checks it now."))
    return to_version(version)


@role_required(ADMIN)
@require_safe
def manage_version(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = VersionPage(version_of(pk))
    return render(request, "problems/manage_version.html", {"page": page})


@role_required(ADMIN)
@require_safe
def manage_version_panel(request: HttpRequest, pk: UUID) -> HttpResponse:
    return HttpResponse(panel_of(pk, get_token(request))[0])


@role_required(ADMIN)
@require_safe
def manage_version_events(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    version = version_of(pk)
    token = get_token(request)
    return event_response(version.pk, lambda: panel_of(version.pk, token))


@role_required(ADMIN)
@require_safe
def manage_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    preview = Preview(version_of(pk), request.GET.get("language", ""), request.GET.get("text", ""))
    return render(request, "problems/manage_preview.html", {"preview": preview})


@role_required(ADMIN)
@require_POST
def manage_verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = version_of(pk)
    actions.start_verify(version, admin_of(request))
    return to_version(version)


@role_required(ADMIN)
@require_POST
def manage_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = version_of(pk)
    try:
        actions.publish(version, admin_of(request))
    except actions.NotVerified:
        messages.error(request, _("Only a version whose check passed can be published."))
    else:
        messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return to_version(version)


@role_required(ADMIN)
@require_POST
def manage_retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = version_of(pk)
    actions.retire(version, admin_of(request))
    messages.success(request, _("The problem is off the list. Submissions and results stay."))
    return to_version(version)


def refuse(request: HttpRequest, form: PackageForm, complaint: str, **context: object) -> HttpResponse:
    shown = {"form": form, "complaint": complaint, **context}
    return render(request, "problems/manage_import.html", shown, status=UNPROCESSABLE)


def panel_of(pk: UUID, csrf_token: str) -> tuple[str, bool]:
    page = VersionPage(version_of(pk))
    context = {"page": page, "csrf_token": csrf_token}
    return render_to_string("problems/parts/version_panel.html", context), not page.is_pending


def version_of(pk: UUID) -> ProblemVersion:
    jobs = Prefetch("jobs", PackageJob.objects.order_by("created_at"))
    versions = ProblemVersion.objects.select_related("problem", "created_by")
    return get_object_or_404(versions.prefetch_related(jobs, "data_sets"), pk=pk)


def to_version(version: ProblemVersion) -> HttpResponse:
    return HttpResponseRedirect(reverse("problems:manage-version", args=[version.pk]))


def admin_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type behind role_required
    return request.user
