"""Problems of functions and of curves in the browser: reports that are kept, and no judge behind the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from problems.models import ProblemVersion
from submissions.models import Submission
from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor
from tests.factories import make_submission, make_trial, make_version_of
from tests.judge.test_tasks import curve_files, function_files
from tests.judge_messages import deliver, figures, put_out, report, trial_report

pytestmark = pytest.mark.django_db(transaction=True)

# Each language, theme and size once: what differs between them differs alike on every page.
LOOKS = [("en", "light", "desktop"), ("zh", "dark", "phone")]
SIDE = {"speed_ratio": 1.2, "low": 1.1, "high": 1.3, "pairs": 4, "method": "whole", "cpu_s": 0.2}
CURVE = [[512, 3.1], [1024, 2.7], [4096, 2.2], [16384, 2.0], [65536, 1.93]]
# A family's name as long as any that one would give.
LONG = "A set whose beginning says nothing at all of its middle or of its end"
PEERS = [
    {
        "name": name,
        "family": "words",
        "ratio": ratio,
        "compress_speed_ratio": fast,
        "decompress_speed_ratio": fast,
    }
    for name, ratio, fast in (("zlib -6", 2.5, 3.0), ("xz -9", 3.1, 0.4), ("lz4 -0", 1.4, 40.0))
]


def nothing_packed(**more: Any) -> dict[str, Any]:
    none = dict.fromkeys(("compressed_bytes", "ratio", "bits_per_byte", "reference_ratio", "compress"))
    return {**none, "decompress": None, **more}


def judged(author: User, version: ProblemVersion, rows: list[dict[str, Any]], score: float) -> Submission:
    submission = make_submission(author, version)
    put_out(submission.judging)
    assert deliver(submission.judging, "report", report=report("AC", score=score, data_sets=rows))
    return submission


@pytest.fixture
def functions(db: None) -> ProblemVersion:
    files = function_files()
    files["problem.yaml"] = files["problem.yaml"].replace(b'"Second"', f'"{LONG}"'.encode())
    version = make_version_of(files, "totals")
    version.baseline = {
        "interpreted": {"totals": {"fields": {"sums": 1.0}}, "second": {"fields": {"thrift": 0.9}}}
    }
    version.save()
    return version


@pytest.fixture
def curved(db: None) -> ProblemVersion:
    version = make_version_of(curve_files(), "neural")
    law = {"fields": {"law": 1.0}, "curve": CURVE, "original_bytes": 262144}
    words = {"ratio": 2.0, "bits_per_byte": 4.0, "h0": 4.2, "h1": 3.1, "h2": 2.05}
    version.baseline = {"interpreted": {"words": words, "quiet": words, "law": law}}
    version.peers = PEERS
    version.save()
    return version


def answered(author: User, version: ProblemVersion, share: float) -> Submission:
    rows = [
        figures("totals", **nothing_packed(fields={"sums": share}, run=SIDE)),
        figures("second", **nothing_packed(fields={"thrift": share})),
    ]
    return judged(author, version, rows, 80 * share)


def packed_at_all_sizes(author: User, version: ProblemVersion) -> Submission:
    curve = [[size, bits + 0.1] for size, bits in CURVE]
    law = figures("law", **nothing_packed(fields={"law": 0.8}, curve=curve, public=True))
    return judged(author, version, [figures("words"), figures("quiet"), law], 71.0)


def look_at(visitor: Visitor, page: str, *arguments: object) -> None:
    visitor.open(reverse(page, args=arguments))
    for each in visitor.page.locator("main details").all():
        each.locator("summary").first.click()
    visitor.look(page.replace(":", "-"))


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_pages_of_a_problem_of_functions_are_sound(
    visit: Enter, candidate: User, functions: ProblemVersion, language: str, theme: str, size: str
) -> None:
    pair = [answered(candidate, functions, share).pk for share in (0.5, 0.75)]
    trial = make_trial(candidate, functions)
    put_out(trial)
    case = {**trial_report()["cases"][0], "name": "totals-small.case", "fields": {"sums": 1 / 3}}
    deliver(trial, "report", report=trial_report(cases=[{**case, "error": "1 of 3 sums are right"}]))
    visitor = visit(candidate, size, theme, language)
    look_at(visitor, "submissions:detail", pair[1])
    look_at(visitor, "submissions:compare", *pair)
    look_at(visitor, "submissions:trial", trial.pk)
    look_at(visitor, "submissions:list")
    expect(visitor.page.locator(".history .score-bar")).to_have_count(2)
    look_at(visitor, "problems:list")
    visitor.open_workspace("totals")
    expect(visitor.page.locator(".terms")).to_contain_text("totals(files, json) → json")
    visitor.look("workspace-of-functions")
    visitor.expect_no_errors()


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_a_curve_and_the_explorer_are_sound(
    visit: Enter, candidate: User, curved: ProblemVersion, language: str, theme: str, size: str
) -> None:
    submission = packed_at_all_sizes(candidate, curved)
    visitor = visit(candidate, size, theme, language)
    look_at(visitor, "submissions:detail", submission.pk)
    expect(visitor.page.locator(".curve-sheet .law-line").first).to_be_attached()
    expect(visitor.page.locator(".moves li")).to_have_count(2)
    look_at(visitor, "home:scaling")
    visitor.expect_no_errors()


def test_the_keyboard_alone_places_a_law_beside_a_curve(
    visit: Enter, candidate: User, curved: ProblemVersion
) -> None:
    visitor = visit(candidate)
    visitor.open(reverse("home:scaling"))
    keys, drawn = visitor.page.keyboard, visitor.page.locator(".loglog .slope-2")
    before = visitor.page.locator("form.explorer input[value=kaplan-d]")
    while not before.evaluate("each => each === document.activeElement"):
        keys.press("Tab")
    expect(drawn).to_have_count(0)
    keys.press("Space")
    keys.press("Enter")
    visitor.page.wait_for_url("**drawn=1**")
    expect(drawn.first).to_be_attached()
    expect(visitor.page.locator(".slope-legend li")).to_have_count(3)


def test_before_anything_is_measured_the_pages_say_so(visit: Enter, candidate: User) -> None:
    version = make_version_of(function_files(), "totals")
    version.data_digest = ""
    version.save()
    visitor = visit(candidate, "phone", "light", "zh")
    look_at(visitor, "home:scaling")
    look_at(visitor, "submissions:list")
    visitor.open_workspace("totals", "?tab=history")
    visitor.look("history-of-nothing")
    visitor.expect_no_errors()
