"""Who may do what: every route against every kind of reader, on their own, shared and hidden things.

The rows are held against the table of URLs: a route without a row fails, and so does a row without a route.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import ApiToken, User
from interviews.models import Comment
from problems.models import DRAFT, ProblemVersion
from questions import mocks
from questions.models import Attempt, Mock
from submissions.models import Submission, Trial
from tests.factories import make_submission, make_trial, make_user, make_version
from tests.small_package import STARTER

pytestmark = pytest.mark.django_db

# The order in which they knock: the owner, who may change most, comes last.
READERS = ("anonymous", "stranger", "interviewer", "admin", "owner")
LOGIN = "login"
ALL = "200 200 200 200 200"
MEMBERS = "login 200 200 200 200"
NOBODY = "404 404 404 404 404"
# Hidden is what a candidate did not share with interviewers.
HIDDEN, SHARED = "login 404 404 200 200", "login 404 200 200 200"
OWN = "login 404 404 404 200"
QUESTION = "scaling-law"


@dataclass
class World:
    """Things of the owner, and of nobody."""

    people: dict[str, User]
    hidden: Submission
    shared: Submission
    trial: Trial
    token: ApiToken
    comment: Comment
    draft: ProblemVersion
    attempt: Attempt
    mock: Mock

    @property
    def slug(self) -> str:
        return self.hidden.version.problem.slug


@dataclass(frozen=True)
class Row:
    """``answers``: a status for each of READERS, or "login" for the way to the log-in page."""

    name: str
    answers: str
    args: Callable[[World], list[Any]] = lambda world: []
    post: dict[str, Any] | None = None
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.note}".strip()


def of(thing: str) -> Callable[[World], list[Any]]:
    return lambda world: [getattr(world, thing).pk]


def question(world: World) -> list[Any]:
    return [QUESTION]


def slug(world: World) -> list[Any]:
    return [world.slug]


def draft_slug(world: World) -> list[Any]:
    return [world.draft.problem.slug]


CODE = {"language": "python3", "source": STARTER}
TYPED = {**CODE, "revision": "0", "idempotency_key": "one", "input": "samples"}
REMARK = {"line": "1", "text": "Why?"}
DECISION = {"decision": "yes", "note": ""}
ADMINS, ADMINS_POST = "login 403 403 200 403", "login 403 403 302 403"
REVIEWERS = "login 404 200 200 404"

ROWS = [
    Row("home:start", ALL),
    Row("home:help", ALL),
    Row("home:languages", ALL),
    Row("home:scaling", ALL),
    Row("home:search", ALL),
    Row("questions:list", ALL),
    Row("questions:claims", ALL),
    Row("questions:glossary", ALL),
    Row("questions:idea", ALL),
    Row("questions:explorers", ALL),
    Row("questions:explorer", ALL, lambda world: ["loss"]),
    Row("questions:read", ALL, question),
    Row("questions:practise", ALL, question),
    Row("questions:practise", "login 302 302 302 302", question, {"text": "A power law.", "timer": "30"}),
    Row("questions:exercise", ALL, question),
    Row("questions:exercise", "404 404 404 404 404", question, {"given": "forged"}, "forged"),
    Row("questions:attempt", OWN, of("attempt")),
    Row("questions:attempt", "login 404 404 404 302", of("attempt"), {"ticks": "power-law"}),
    Row("questions:mocks", MEMBERS),
    Row("questions:mocks", "login 302 302 302 302", post={"minutes": "15"}),
    Row("questions:mock", OWN, of("mock")),
    Row("questions:mock", "login 404 404 404 302", of("mock"), {"place": "0", "text": "A law."}),
    Row("questions:mock_end", "login 404 404 404 302", of("mock"), {}),
    Row("questions:mock_mark", "login 404 404 404 302", of("mock"), {}),
    Row("home:alive", ALL),
    Row("home:ready", ALL),
    Row("account_login", "200 302 302 302 302"),
    Row("account_logout", "302 200 200 200 200"),
    Row("account_signup", "200 302 302 302 302"),
    Row("account_inactive", ALL),
    Row("account_reauthenticate", MEMBERS),
    Row("account_change_password", MEMBERS),
    Row("account_set_password", "login 302 302 302 302"),
    Row("account_reset_password", ALL),
    Row("accounts:profile", MEMBERS),
    Row("accounts:tokens", MEMBERS),
    Row("accounts:revoke", "login 404 404 404 302", of("token"), {}),
    Row("accounts:preferences", "302 302 302 302 302", post={"theme": "dark"}),
    Row("problems:list", ALL),
    Row("problems:manage", "login 403 403 302 403"),
    Row("problems:manage-list", ADMINS),
    Row("problems:manage-import", ADMINS),
    Row("problems:manage-import", "login 403 403 422 403", post={}, note="nothing"),
    Row("problems:manage-version", ADMINS, of("draft")),
    Row("problems:manage-version-panel", ADMINS, of("draft")),
    Row("problems:manage-version-events", ADMINS, of("draft")),
    Row("problems:manage-preview", ADMINS, of("draft")),
    Row("problems:manage-verify", ADMINS_POST, of("draft"), {}),
    Row("problems:manage-publish", ADMINS_POST, of("draft"), {}),
    Row("problems:manage-retire", ADMINS_POST, of("draft"), {}),
    Row("problems:manage-judges", ADMINS),
    Row("submissions:workspace", ALL, slug),
    Row("submissions:workspace", NOBODY, draft_slug, note="of a draft"),
    Row("submissions:save", "login 302 302 302 302", slug, TYPED),
    Row("submissions:save", "login 404 404 404 404", draft_slug, TYPED, "of a draft"),
    Row("submissions:run", "login 302 302 302 302", slug, TYPED),
    Row("submissions:run", "login 404 404 404 404", draft_slug, TYPED, "of a draft"),
    Row("submissions:submit", "login 302 302 302 302", slug, TYPED),
    Row("submissions:submit", "login 404 404 404 404", draft_slug, TYPED, "of a draft"),
    Row("submissions:list", MEMBERS),
    Row("submissions:pick", MEMBERS),
    Row("submissions:compare", HIDDEN, lambda world: [world.shared.pk, world.hidden.pk], note="right hidden"),
    Row("submissions:compare", HIDDEN, lambda world: [world.hidden.pk, world.shared.pk], note="left hidden"),
    Row("submissions:compare", SHARED, lambda world: [world.shared.pk, world.shared.pk], note="shared"),
    Row("submissions:detail", HIDDEN, of("hidden"), note="hidden"),
    Row("submissions:detail", SHARED, of("shared"), note="shared"),
    Row("submissions:source", HIDDEN, of("hidden"), note="hidden"),
    Row("submissions:source", SHARED, of("shared"), note="shared"),
    Row("submissions:panel", HIDDEN, of("hidden"), note="hidden"),
    Row("submissions:panel", SHARED, of("shared"), note="shared"),
    Row("submissions:events", "404 404 404 200 200", of("hidden"), note="hidden"),
    Row("submissions:events", "404 404 200 200 200", of("shared"), note="shared"),
    Row("submissions:cancel", "login 404 404 404 302", of("shared"), {}),
    Row("submissions:share", "login 404 404 404 302", of("shared"), {}),
    Row("submissions:trial", OWN, of("trial")),
    Row("submissions:trial_panel", OWN, of("trial")),
    Row("submissions:trial_events", "404 404 404 404 200", of("trial")),
    Row("interviews:list", REVIEWERS),
    Row("interviews:detail", "login 404 404 404 404", of("hidden"), note="hidden"),
    Row("interviews:detail", REVIEWERS, of("shared"), note="shared"),
    Row("interviews:comment", "login 404 404 404 404", of("hidden"), REMARK, "hidden"),
    Row("interviews:comment", "login 404 302 302 404", of("shared"), REMARK, "shared"),
    Row("interviews:delete-comment", "login 404 404 404 404", of("comment"), {}, "of a colleague"),
    Row("interviews:decide", "login 404 404 404 404", of("hidden"), DECISION, "hidden"),
    Row("interviews:decide", "login 404 302 302 404", of("shared"), DECISION, "shared"),
    Row("v1:me", "401 200 200 200 200"),
    Row("v1:problems", "401 200 200 200 200"),
    Row("v1:problem", "401 200 200 200 200", slug),
    Row("v1:problem", "401 404 404 404 404", draft_slug, note="of a draft"),
    Row("v1:problem-samples", "401 200 200 200 200", slug),
    Row("v1:problem-samples", "401 404 404 404 404", draft_slug, note="of a draft"),
    Row("v1:submissions", "401 200 200 200 200"),
    Row("v1:submissions", "401 400 400 400 400", post={**CODE, "problem": "unknown"}),
    Row("v1:submission", "401 404 404 200 200", of("hidden"), note="hidden"),
    Row("v1:submission", "401 404 200 200 200", of("shared"), note="shared"),
    Row("v1:submission-status", "401 404 404 200 200", of("hidden"), note="hidden"),
    Row("v1:submission-status", "401 404 200 200 200", of("shared"), note="shared"),
    Row("v1:submission-cancel", "401 404 404 404 200", of("shared"), {}),
    Row("v1:trials", "401 400 400 400 400", post={**CODE, "problem": "unknown"}),
    Row("v1:trial", "401 404 404 404 200", of("trial")),
    Row("v1:schema", ALL),
    Row("v1:nowhere", NOBODY),
    Row("api-docs", ALL),
    Row("client", ALL),
]
CHANGES = [row for row in ROWS if row.post is not None]
# Has its own rule (accounts.views): without an account only cookies change.
OPEN_TO_ALL = "accounts:preferences"


@pytest.fixture
def world(db: None) -> World:
    people = {role: make_user(role) for role in ("interviewer", "admin")}
    people |= {name: make_user("candidate") for name in ("stranger", "owner")}
    owner, version = people["owner"], make_version()
    shared = make_submission(owner, version, is_shared=True)
    colleague = make_user("interviewer")
    return World(
        people=people,
        hidden=make_submission(owner, version),
        shared=shared,
        trial=make_trial(owner, version),
        token=ApiToken.objects.issue(owner, "laptop", "read")[0],
        comment=Comment.objects.create(submission=shared, author=colleague, line=1, text="Why?"),
        draft=make_version(state=DRAFT),
        attempt=Attempt.objects.create(user=owner, question=QUESTION, language="en", text="A law."),
        mock=mocks.start(owner, 15, "en"),
    )


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.name), pattern
        else:
            yield from routes(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def client_of(reader: str, world: World, **options: Any) -> Client:
    client = Client(**options)
    if reader != "anonymous":
        client.force_login(world.people[reader])
    return client


def ask(client: Client, row: Row, world: World) -> Any:
    url = "/api/v1/none/" if row.name == "v1:nowhere" else reverse(row.name, args=row.args(world))
    if row.post is None:
        return client.get(url)
    if row.name.startswith("v1:"):
        return client.post(url, row.post, content_type="application/json")
    return client.post(url, row.post)


def answer(client: Client, row: Row, world: World) -> str:
    response = ask(client, row, world)
    if response.status_code == 302 and response["Location"].startswith(reverse(settings.LOGIN_URL) + "?"):
        return LOGIN
    return str(response.status_code)


def test_every_route_has_a_row() -> None:
    known = {name for name, _pattern in routes() if not name.startswith("admin:")}
    assert {row.name for row in ROWS} == known


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everyone_gets_what_is_theirs(row: Row, world: World) -> None:
    got = [answer(client_of(reader, world), row, world) for reader in READERS]
    assert dict(zip(READERS, got, strict=True)) == dict(zip(READERS, row.answers.split(), strict=True))


@pytest.mark.parametrize("row", [row for row in CHANGES if row.name != "problems:manage-import"], ids=str)
def test_what_changes_something_needs_the_token_of_its_page(row: Row, world: World) -> None:
    client = client_of("owner", world, enforce_csrf_checks=True)
    assert ask(client, row, world).status_code == 403


@pytest.mark.parametrize("reader", ["anonymous", "stranger", "interviewer"])
def test_the_admin_site_is_for_admins(reader: str, world: World) -> None:
    client = client_of(reader, world)
    opened = [url for url in admin_pages() if client.get(url).status_code == 200]
    assert opened == []


def admin_pages() -> list[str]:
    """Those whose address needs no more than a name; the others are behind the same door."""
    names = ("index", "password_change", "accounts_user_changelist", "accounts_user_add")
    more = ("accounts_apitoken_changelist", "accounts_auditentry_changelist", "auth_group_changelist")
    return [reverse(f"admin:{name}") for name in (*names, *more)]


@pytest.mark.parametrize("own_first", [True, False])
def test_one_foreign_side_hides_a_comparison(own_first: bool, world: World) -> None:
    pair = [make_submission(world.people["stranger"]).pk, world.hidden.pk]
    url = reverse("submissions:compare", args=pair if own_first else pair[::-1])
    assert client_of("stranger", world).get(url).status_code == 404


def test_foreign_things_cannot_be_brought_into_the_own_workspace(world: World) -> None:
    Submission.objects.filter(pk=world.hidden.pk).update(source="secret = 1\n")
    client = client_of("stranger", world)
    url = reverse("submissions:workspace", args=[world.slug])
    assert client.get(url, {"submission": str(world.hidden.pk)}).status_code == 404
    assert "secret = 1" not in client.get(url, {"from": str(world.hidden.pk)}).content.decode()
    run = reverse("submissions:trial_events", args=[world.trial.pk])
    assert run not in client.get(url, {"trial": str(world.trial.pk)}).content.decode()
    assert run in client_of("owner", world).get(url, {"trial": str(world.trial.pk)}).content.decode()


def test_a_list_holds_nothing_of_others(world: World) -> None:
    for name in ("submissions:list", "v1:submissions"):
        page = client_of("stranger", world).get(reverse(name)).content.decode()
        assert str(world.shared.pk) not in page
        assert str(world.hidden.pk) not in page


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"]
)
@pytest.mark.parametrize("name", ["account_login", "account_logout", "accounts:preferences"])
def test_nobody_is_sent_to_another_site(name: str, back: str, world: World) -> None:
    person = world.people["owner"]
    sent = {"login": person.username, "password": "a long pass phrase", "next": back}
    client = client_of("anonymous" if name == "account_login" else "owner", world)
    response = client.post(reverse(name), sent)
    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert "evil" not in response["Location"]
