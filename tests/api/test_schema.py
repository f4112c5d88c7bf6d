"""The schema is valid, without a warning, and what the API answers fits it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from accounts.models import User
from submissions.models import Submission, Trial
from tests.factories import make_submission, make_trial, make_version
from tests.judge_messages import deliver, failing_input, put_out, report, trial_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/schema/").json()
    return found


@pytest.fixture
def submission(candidate: User) -> Submission:
    made = make_submission(candidate, make_version("one"))
    deliver(put_out(made.judging), "report", report=report())
    return made


@pytest.fixture
def trial(candidate: User) -> Trial:
    made = make_trial(candidate)
    deliver(put_out(made), "report", report=trial_report())
    return made


def as_json_schema(value: Any) -> Any:
    """OpenAPI 3.0 says "nullable" where JSON Schema lists a type; references stay within the document."""
    if isinstance(value, list):
        return [as_json_schema(each) for each in value]
    if not isinstance(value, dict):
        return value
    plain = {name: as_json_schema(each) for name, each in value.items() if name != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if value.get("nullable") else plain


def complaints(schema: dict[str, Any], path: str, status: str, answer: Any, method: str = "get") -> list[str]:
    content = schema["paths"][path][method]["responses"][status]["content"]["application/json"]
    whole = as_json_schema({**content["schema"], "components": schema["components"]})
    found = Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(answer)
    return [f"{error.json_path}: {error.message}" for error in found]


def test_the_schema_validates_without_a_warning(tmp_path: Any) -> None:
    file = tmp_path / "schema.yml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(file))
    assert "openapi: 3" in file.read_text()


def test_the_schema_is_open_to_everybody(client: Client) -> None:
    response = client.get("/api/v1/schema/")
    assert response.status_code == 200
    assert "/api/v1/submissions/" in response.json()["paths"]


def test_every_operation_has_a_name_a_summary_and_a_way_to_log_in(schema: dict[str, Any]) -> None:
    operations = [each for methods in schema["paths"].values() for each in methods.values()]
    assert len({each["operationId"] for each in operations}) == len(operations)
    assert all(each["summary"] and {"token": []} in each["security"] for each in operations)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/v1/me/", "/api/v1/me/"),
        ("/api/v1/problems/", "/api/v1/problems/"),
        ("/api/v1/problems/{slug}/", "/api/v1/problems/one/"),
        ("/api/v1/problems/{slug}/samples/", "/api/v1/problems/one/samples/"),
        ("/api/v1/submissions/", "/api/v1/submissions/"),
        ("/api/v1/submissions/{id}/", "/api/v1/submissions/{submission}/"),
        ("/api/v1/submissions/{id}/status/", "/api/v1/submissions/{submission}/status/"),
        ("/api/v1/trials/{id}/", "/api/v1/trials/{trial}/"),
    ],
)
def test_answers_fit_the_schema(
    caller: Client, schema: dict[str, Any], submission: Submission, trial: Trial, path: str, address: str
) -> None:
    response = caller.get(address.format(submission=submission.pk, trial=trial.pk))
    assert response.status_code == 200
    assert complaints(schema, path, "200", response.json()) == []


@pytest.mark.parametrize("found", [failing_input(), failing_input(got=None), None])
def test_a_failing_input_fits_the_schema(
    caller: Client, schema: dict[str, Any], candidate: User, found: dict[str, Any] | None
) -> None:
    submission = make_submission(candidate)
    verdict = found["verdict"] if found else "WA"
    deliver(put_out(submission.judging), "report", report=report(verdict))
    address, path = f"/api/v1/submissions/{submission.pk}/", "/api/v1/submissions/{id}/"
    assert complaints(schema, path, "200", caller.get(address).json()) == []
    assert deliver(submission.judging, "failing_input", input=found)
    assert complaints(schema, path, "200", caller.get(address).json()) == []


@pytest.mark.parametrize("path", ["/api/v1/submissions/", "/api/v1/trials/"])
def test_what_is_answered_to_new_work_fits_the_schema(
    caller: Client, schema: dict[str, Any], path: str
) -> None:
    make_version("one")
    response = caller.post(path, {"problem": "one", "source": "x = 1"}, content_type="application/json")
    assert response.status_code == 202
    assert complaints(schema, path, "202", response.json(), "post") == []


def test_a_waiting_judging_fits_the_schema_too(
    as_user: Callable[..., Client], candidate: User, schema: dict[str, Any]
) -> None:
    waiting = make_submission(candidate)
    answer = as_user(candidate).get(f"/api/v1/submissions/{waiting.pk}/").json()
    assert complaints(schema, "/api/v1/submissions/{id}/", "200", answer) == []


def test_a_wrong_answer_is_told_by_this_test(schema: dict[str, Any]) -> None:
    assert complaints(schema, "/api/v1/me/", "200", {"username": None})
