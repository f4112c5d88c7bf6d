"""Everything the workspace's page shows: texts, editor, and the result of the latest work."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from judge.package import Family
from problems.models import Problem, ProblemVersion
from submissions.code import highlighted_lines
from submissions.forms import INPUT_CHOICES
from submissions.history import HistoryEntry, bar_words, history_entry
from submissions.languages import Choice, choices, class_name, language_name, suffix_of
from submissions.limits import MAX_OWN_INPUT_BYTES
from submissions.models import Draft, Submission, SubmissionQuerySet, Trial, TrialQuerySet
from submissions.panels import SubmissionPanel, TrialPanel
from submissions.reading import Hints, Text, read_hints, read_text
from submissions.terms import Call, Term, calls, terms, types
from submissions.texts import editor_phrases, workspace_texts
from texts.languages import reader_language

HISTORY_ROWS = 50


@dataclass(frozen=True)
class Typed:
    """What stands in the form where it is not the saved draft: sent and refused, or to be loaded."""

    source: str | None = None
    complaint: str = ""
    other: Draft | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Tab:
    name: str
    title: str


@dataclass(frozen=True)
class Workspace:
    problem: Problem
    version: ProblemVersion
    reader: User | AnonymousUser
    panel: SubmissionPanel | TrialPanel | None
    tab: str = "statement"
    first_pane: str = "statement"
    asks_for_editorial: bool = False
    typed: Typed = Typed()
    asked_language: str = ""
    has_switched: bool = False

    @property
    def title(self) -> str:
        return self.version.title(reader_language())

    # The reading pane

    @cached_property
    def tabs(self) -> list[Tab]:
        public = [Tab("statement", _("Statement")), Tab("hints", _("Hints"))]
        if not isinstance(self.reader, User):
            return public
        return [*public, Tab("editorial", _("Editorial")), Tab("history", _("History"))]

    @property
    def open_tab(self) -> str:
        return self.tab if self.tab in {tab.name for tab in self.tabs} else "statement"

    @property
    def reading_template(self) -> str:
        return f"submissions/parts/reading_{self.open_tab}.html"

    @cached_property
    def text(self) -> Text | None:
        return read_text(self.version, self.open_tab)

    @cached_property
    def hints(self) -> Hints:
        return read_hints(self.version)

    @cached_property
    def editorial_is_open(self) -> bool:
        return self.asks_for_editorial or self.submissions.filter(judgings__verdict="AC").exists()

    @cached_property
    def history(self) -> list[HistoryEntry]:
        return [history_entry(each) for each in self.submissions.for_list()[:HISTORY_ROWS]]

    @property
    def bar_words(self) -> tuple[str, str]:
        return bar_words(self.history)

    @property
    def submissions(self) -> SubmissionQuerySet:
        if not isinstance(self.reader, User):
            return Submission.objects.none()
        return own_submissions(self.reader, self.problem)

    # The editor

    @cached_property
    def drafts(self) -> list[Draft]:
        """One for each language that the reader has begun, the latest first; without their texts."""
        if not isinstance(self.reader, User):
            return []
        own = Draft.objects.filter(user=self.reader, problem=self.problem)
        return list(own.order_by("-updated_at").defer("source"))

    @cached_property
    def languages(self) -> list[Choice]:
        return choices(self.version, [draft.language for draft in self.drafts])

    @cached_property
    def language(self) -> str:
        """The one asked for, else that of the latest draft, else the first that can be judged now."""
        known = [choice.name for choice in self.languages]
        wanted = (self.asked_language, *(draft.language for draft in self.drafts), *known)
        return next(name for name in wanted if name in known)

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @property
    def class_name(self) -> str:
        return class_name(self.language)

    @property
    def suffix(self) -> str:
        """Of a file in this language."""
        return suffix_of(self.language)

    @cached_property
    def draft(self) -> Draft | None:
        return next((draft for draft in self.drafts if draft.language == self.language), None)

    @property
    def starter(self) -> str:
        return self.version.package.starter(self.language)

    @property
    def starter_lines(self) -> list[SafeString]:
        return highlighted_lines(self.starter, self.language)

    @property
    def source(self) -> str:
        if self.typed.source is not None:
            return self.typed.source
        return self.draft.source if self.draft else self.starter

    @property
    def revision(self) -> int:
        """Of the draft as it is now: with the other text in sight, saving again is a choice."""
        return self.draft.revision if self.draft else 0

    @property
    def saved_at(self) -> Any:
        return self.draft.updated_at if self.draft else None

    @property
    def saved(self) -> dict[str, Any]:
        """The draft on the server, as the scripts count on it; no source where the text field has the same."""
        base = (
            draft_json(self.draft) if self.draft else {"source": self.starter, "revision": 0, "saved_at": ""}
        )
        return {**base, "source": None if base["source"] == self.source else base["source"]}

    @property
    def other_text(self) -> str:
        return self.typed.other.source if self.typed.other else ""

    @property
    def complaint(self) -> str:
        return self.typed.complaint

    @property
    def source_limit(self) -> int:
        return self.version.package.limits.code_bytes

    @property
    def input_limit(self) -> int:
        return MAX_OWN_INPUT_BYTES

    @property
    def idempotency_key(self) -> str:
        return new_key()

    @property
    def takes_input(self) -> bool:
        """Whether there is a codec that could run on an input of one's own."""
        return self.version.package.has_codec

    @property
    def data_families(self) -> list[Family]:
        return [family for family in self.version.package.families if not family.function]

    @property
    def tasks(self) -> list[Family]:
        """Functions other than a codec's."""
        return [family for family in self.version.package.families if family.function]

    @property
    def judged_data(self) -> list[tuple[str, bool]]:
        """Title, and whether it is scored."""
        return [(family.title(reader_language()), family.scored) for family in self.data_families]

    @property
    def judged_tasks(self) -> list[tuple[str, str, bool]]:
        """Title, function, and whether it is scored."""
        return [(each.title(reader_language()), each.function, each.scored) for each in self.tasks]

    @property
    def calls(self) -> list[Call]:
        return calls(self.version.package)

    @property
    def types(self) -> list[Term]:
        return types(self.version.package)

    @property
    def terms(self) -> list[Term]:
        return terms(self.version.package)

    @property
    def has_curve(self) -> bool:
        return any(family.curve for family in self.version.package.families)

    @property
    def input_choices(self) -> Any:
        return INPUT_CHOICES

    @property
    def input(self) -> str:
        return str(self.typed.fields.get("input") or "samples")

    @property
    def own_text(self) -> str:
        return str(self.typed.fields.get("own_text") or "")

    @property
    def own_hex(self) -> str:
        return str(self.typed.fields.get("own_hex") or "")

    @property
    def is_shared(self) -> bool:
        return bool(self.typed.fields.get("is_shared"))

    @property
    def texts(self) -> dict[str, str]:
        return workspace_texts()

    @property
    def phrases(self) -> dict[str, str]:
        return editor_phrases()

    # The result

    @property
    def result_template(self) -> str:
        if isinstance(self.panel, SubmissionPanel):
            return "submissions/parts/submission_panel.html"
        if isinstance(self.panel, TrialPanel):
            return "submissions/parts/trial_panel.html"
        return "submissions/parts/empty_panel.html"


def latest_panel(reader: User, problem: Problem) -> SubmissionPanel | TrialPanel | None:
    """The result of what the reader sent last, so that coming back goes on where one left."""
    submission = own_submissions(reader, problem).with_result().order_by("-created_at").first()
    trial = own_trials(reader, problem).order_by("-created_at").first()
    if trial and (submission is None or trial.created_at > submission.created_at):
        return TrialPanel.of(trial)
    return SubmissionPanel.of(submission) if submission else None


def own_submissions(reader: User, problem: Problem) -> SubmissionQuerySet:
    return Submission.objects.filter(author=reader, version__problem=problem)


def own_trials(reader: User, problem: Problem) -> TrialQuerySet:
    return Trial.objects.filter(author=reader, version__problem=problem)


def draft_json(draft: Draft) -> dict[str, Any]:
    return {"source": draft.source, "revision": draft.revision, "saved_at": draft.updated_at.isoformat()}


def new_key() -> str:
    return uuid.uuid4().hex
