"""The list of what there is to review."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import QueryDict

from accounts.models import User
from interviews.forms import FilterForm
from interviews.models import Decision
from interviews.rights import reviewable
from jobs.models import DONE
from submissions.history import HistoryEntry, history_entry
from submissions.models import Judging, Submission
from submissions.verdicts import KNOWN

PAGE_ROWS = 25


@dataclass(frozen=True)
class ReviewRow:
    entry: HistoryEntry
    comments: int
    decision: Decision | None


@dataclass(frozen=True)
class ReviewList:
    form: FilterForm
    page: Page[Submission]
    rows: list[ReviewRow]
    query: str  # the filters, for the links to other pages

    @property
    def is_filtered(self) -> bool:
        return bool(self.query)


def review_list(user: User, wanted: QueryDict) -> ReviewList:
    form = FilterForm(wanted, verdicts=[(each.word, f"{each.word} {each.name}") for each in KNOWN])
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    found = filtered(reviewable(user), user, chosen).annotate(comment_count=Count("comments"))
    page = Paginator(found.for_list(), PAGE_ROWS).get_page(wanted.get("page"))
    return ReviewList(form, page, rows(page, user), query_of(wanted, chosen))


def filtered(found: Any, user: User, chosen: dict[str, Any]) -> Any:
    if "problem" in chosen:
        found = found.filter(version__problem=chosen["problem"])
    if "verdict" in chosen:
        found = found.annotate(last_verdict=last_verdict()).filter(last_verdict=chosen["verdict"])
    if "author" in chosen:
        found = found.filter(author__username__icontains=chosen["author"])
    if "decided" in chosen:
        own = Exists(Decision.objects.filter(submission=OuterRef("pk"), reviewer=user))
        found = found.filter(own if chosen["decided"] == "yes" else ~own)
    return found


def last_verdict() -> Subquery:
    done = Judging.objects.filter(submission=OuterRef("pk"), state=DONE)
    return Subquery(done.order_by("-created_at").values("verdict")[:1])


def rows(page: Page[Submission], user: User) -> list[ReviewRow]:
    made: QuerySet[Decision] = Decision.objects.filter(
        reviewer=user, submission__in=[each.pk for each in page]
    )
    own = {decision.submission_id: decision for decision in made}
    return [
        ReviewRow(history_entry(each), getattr(each, "comment_count", 0), own.get(each.pk)) for each in page
    ]


def query_of(wanted: QueryDict, chosen: dict[str, Any]) -> str:
    kept = QueryDict(mutable=True)
    kept.update({name: str(wanted[name]) for name in chosen})
    return kept.urlencode()
