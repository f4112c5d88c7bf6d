"""What the site reads: the judge's messages, bodies of the API, forms, and texts that people look at."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import dataclass
from typing import Any, cast

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from api.parsers import BoundedJSONParser, TooLarge
from jobs.wire import BadMessage, parse
from judge.package import Package, canonical_zip, read_zip
from judge.report import candidate_view
from problems.models import ProblemVersion
from submissions.forms import RunForm
from submissions.limits import MAX_OWN_INPUT_BYTES, check_own_input, check_source
from submissions.refusals import Refused
from submissions.serializers import SubmissionInput, TrialInput
from submissions.shapes import WrongShape, check_failing_input, check_report, check_trial
from submissions.visible import is_hidden, visible
from tests.judge.fuzz.changing import changed_bytes, changed_json
from tests.judge.fuzz.fuzzing import Target
from tests.judge_messages import figures, report, trial_report
from tests.small_package import STARTER, package_files

JOB = "00000000-0000-4000-8000-000000000000"
FAILING = {
    **{"input_hex": "00ff", "input_bytes": 2, "direction": "decompress", "verdict": "WA", "error": ""},
    **{"got_hex": "00", "got_bytes": 1, "tries": 40, "seconds": 0.5},
}


def message(kind: str, **body: Any) -> dict[str, Any]:
    return {"schema": 1, "job": JOB, "attempt": 1, "type": kind, **body}


MESSAGES = [
    message("stage", stage="gate", family="words", done=1, total=9),
    message("data_set", figures=figures()),
    message("report", report=report()),
    message("report", report={**report("WA"), "data_sets": [figures(verdict="WA", score=None)]}),
    message("failing_input", input=FAILING),
    message("fault", why="it rained"),
]


def check_message(raw: Any) -> bool:
    try:
        read = parse(raw)
    except BadMessage:
        return False
    text = json.dumps(read.body, allow_nan=False, ensure_ascii=False)
    text.encode()
    assert "\\u0000" not in text
    again = parse(
        {"schema": 1, "job": str(read.job), "attempt": read.attempt, "type": read.type, **_body(read)}
    )
    assert again == read
    return True


def _body(read: Any) -> dict[str, Any]:
    name = {"data_set": "figures", "report": "report"}.get(read.type)
    return {name: read.body} if name else read.body


def check_judging(changed: dict[str, Any]) -> bool:
    """A report of the right shape can be shown to its candidate, and nothing else is kept."""
    try:
        body = parse(message("report", report=changed)).body
        check_report(body)
    except (BadMessage, WrongShape):
        return False
    view = candidate_view(body)
    json.dumps(view, allow_nan=False)
    assert all("peak_memory_bytes" not in row and "original_bytes" not in row for row in view["data_sets"])
    return True


def check_trial_report(changed: Any) -> bool:
    try:
        check_trial(parse(message("report", report=changed)).body)
    except (BadMessage, WrongShape):
        return False
    return True


def check_failing(changed: Any) -> bool:
    try:
        body = parse(message("failing_input", input=changed)).body["input"]
        check_failing_input(body, "WA")
    except (BadMessage, WrongShape):
        return False
    assert len(bytes.fromhex(body["input_hex"])) == body["input_bytes"]
    bytes.fromhex(body.get("got_hex") or "")
    return True


PACKAGE = read_zip(canonical_zip(package_files()))


@dataclass(frozen=True)
class Version:
    """As much of a problem version as the checks of code look at."""

    package: Package


VERSION = cast("ProblemVersion", Version(PACKAGE))
BODIES = [
    {"problem": "small", "language": "python3", "source": STARTER, "is_shared": True},
    {"problem": "small", "language": "python3", "source": STARTER, "own_input": "aGVsbG8="},
]
BODY_PIECES = (
    b"[" * 2_000,
    b"{",
    b"\xff",
    b"\\u0000",
    b"\\ud800",
    b"NaN",
    b"9" * 5_000,
    b"\xef\xbb\xbf",
    b'"',
    b"\\",
)


def check_body(data: bytes) -> bool:
    """What the API would keep of a body: code that every database holds, within the limits."""
    try:
        body = BoundedJSONParser().parse(io.BytesIO(data), "application/json", {"encoding": "utf-8"})
    except (ParseError, TooLarge):
        return False
    serializer = TrialInput(data=body) if "own_input" in str(body) else SubmissionInput(data=body)
    if not serializer.is_valid():
        assert serializer.errors
        return False
    values = serializer.validated_data
    try:
        check_source(VERSION, values["language"], values["source"])
        check_own_input(values.get("own_input"))
    except Refused:
        return False
    assert 0 < len(values["source"].encode()) <= PACKAGE.limits.code_bytes
    assert "\0" not in values["source"]
    assert len(values.get("own_input") or b"") <= MAX_OWN_INPUT_BYTES
    return True


FORM = {"language": "python3", "source": STARTER, "revision": "3", "input": "hex", "own_hex": "00 ff 61"}
FILES = changed_bytes(st.sampled_from((STARTER.encode(), b"\xef\xbb\xbfx", b"\xff", b"")), most=1)


def check_form(value: tuple[dict[str, Any], str, bytes]) -> bool:
    fields, name, file = value
    if not isinstance(fields, dict):
        return False
    data = {key: str(text) for key, text in fields.items()}
    files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict()
    if name:
        files[name] = SimpleUploadedFile("solution.py", file)
    form = RunForm(data, files)
    if not form.is_valid():
        assert form.complaint
        return False
    cleaned = form.cleaned_data
    assert "\r" not in cleaned["source"]
    assert len(cleaned["own_input"] or b"") <= MAX_OWN_INPUT_BYTES
    return True


PIECES = re.compile(r'<span class="hidden-char" title="U\+[0-9A-F]{4,6}">[^<>&]{1,8}</span>')


def check_visible(text: str) -> bool:
    shown = visible(text)
    assert not any(is_hidden(character) for character in shown)
    plain, count = PIECES.subn("", shown)
    assert "<" not in plain
    assert ">" not in plain
    kept = "".join(character for character in text if not is_hidden(character))
    assert html.unescape(plain) == kept
    assert count == len(text) - len(kept)
    return True


SHOWN = st.text(max_size=60) | st.text(
    st.sampled_from("<>&\"'\0\x1b\u202e\u2066\u200b\ufeff\ud800\ue000\u2028\x7f\x9bab\n\t"), max_size=60
)

TARGETS = (
    Target("messages of the judge", changed_json(MESSAGES), check_message),
    Target("reports of a judging", changed_json([report(), report("WA")]), check_judging),
    Target("reports of a trial", changed_json([trial_report()]), check_trial_report),
    Target("failing inputs", changed_json([FAILING], most=1), check_failing),
    Target(
        "bodies of the API",
        changed_bytes(
            changed_json(BODIES, most=1).map(lambda body: json.dumps(body).encode()), BODY_PIECES, most=1
        ),
        check_body,
        share=0.3,
    ),
    Target(
        "forms of the workspace",
        st.tuples(changed_json([FORM]), st.sampled_from(("", "", "source_file", "own_file")), FILES),
        check_form,
        share=0.3,
    ),
    Target("texts made visible", SHOWN, check_visible, refused=0),
)
