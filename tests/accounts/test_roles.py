"""Roles are cumulative, and the decorator at the view keeps to them."""

import asyncio

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from accounts.rights import role_required
from accounts.roles import ROLES, includes
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ALLOWED = {"candidate": {"candidate"}, "interviewer": {"candidate", "interviewer"}, "admin": set(ROLES)}


def request_of(user: object) -> HttpRequest:
    request = HttpRequest()
    request.user = user  # type: ignore[assignment]
    request.path, request.META["SERVER_NAME"], request.META["SERVER_PORT"] = "/review/", "testserver", "80"
    return request


@role_required("interviewer")
def review(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


@role_required("interviewer")
async def review_later(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


@pytest.mark.parametrize("wanted", ROLES)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_includes_those_below_it_and_none_above(role: str, wanted: str) -> None:
    assert includes(role, wanted) == (wanted in ALLOWED[role])


def test_an_unknown_role_includes_nothing() -> None:
    assert not includes("owner", "candidate")


def test_the_database_refuses_an_unknown_role() -> None:
    with pytest.raises(IntegrityError):
        make_user(role="owner")


def test_a_closed_account_has_no_role() -> None:
    assert not make_user("admin", is_active=False).is_interviewer


@pytest.mark.parametrize("role", ["interviewer", "admin"])
def test_a_high_enough_role_opens_the_page(role: str) -> None:
    assert review(request_of(make_user(role))).content == b"seen"


def test_a_lower_role_is_refused() -> None:
    with pytest.raises(PermissionDenied):
        review(request_of(make_user("candidate")))


def test_nobody_is_sent_to_the_log_in_page_and_back() -> None:
    answer = review(request_of(AnonymousUser()))
    assert answer.status_code == 302
    assert answer.url == "/accounts/login/?next=/review/"


def test_an_async_view_is_guarded_as_well() -> None:
    async def who() -> object:
        return make_candidate

    make_candidate = make_user("candidate")
    request = request_of(make_candidate)
    request.auser = who  # type: ignore[assignment,method-assign]
    with pytest.raises(PermissionDenied):
        asyncio.run(review_later(request))


def test_only_admins_enter_the_raw_admin() -> None:
    staff = {role: make_user(role).is_staff for role in ROLES}
    assert staff == {"candidate": False, "interviewer": False, "admin": True}


def test_a_user_is_shown_by_name_and_without_one_by_user_name() -> None:
    assert str(make_user(username="ada", name="Ada L.")) == "Ada L."
    assert str(make_user(username="bob")) == "bob"
