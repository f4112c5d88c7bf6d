"""The API's reference page, drawn from the schema: what the schema does not say is not on the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.generators import SchemaGenerator

Json = Mapping[str, Any]

METHODS = ("get", "post", "put", "patch", "delete")

SECTIONS: dict[str, str | Promise] = {
    "me": _("You"),
    "problems": _("Problems"),
    "submissions": _("Submissions"),
    "trials": _("Trials"),
    "schema": _("Schema"),
}


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    is_required: bool
    text: str
    place: str = ""  # of a parameter: path, query or header
    depth: int = 0


@dataclass(frozen=True)
class Answer:
    status: str
    fields: list[Field]


@dataclass(frozen=True)
class Operation:
    identifier: str
    method: str
    path: str
    summary: str
    text: str
    parameters: list[Field]
    body: list[Field]
    answers: list[Answer]


@dataclass(frozen=True)
class Section:
    name: str
    title: str | Promise
    operations: list[Operation]


def reference() -> list[Section]:
    return reference_in(get_language() or "en")


@lru_cache(maxsize=8)
def reference_in(language: str) -> list[Section]:
    """The texts of a schema are those of the language it was made in."""
    schema = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)
    found: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                name = (methods[method].get("tags") or [""])[0]
                found.setdefault(name, []).append(operation(path, method, methods[method], schema))
    return [Section(name, SECTIONS.get(name, name), operations) for name, operations in found.items()]


def operation(path: str, method: str, value: Json, schema: Json) -> Operation:
    parameters = [each for each in value.get("parameters", []) if each["name"].lower() != "location"]
    return Operation(
        identifier=value["operationId"],
        method=method.upper(),
        path=path,
        summary=str(value.get("summary", "")),
        text=str(value.get("description", "")),
        parameters=[parameter(each) for each in parameters],
        body=list(body(value.get("requestBody", {}), schema)),
        answers=[Answer(status, list(body(each, schema))) for status, each in value["responses"].items()],
    )


def parameter(value: Json) -> Field:
    shape = value.get("schema", {})
    text = str(value.get("description", ""))
    return Field(value["name"], kind(shape), bool(value.get("required")), text, place=value["in"])


def body(value: Json, schema: Json) -> Iterator[Field]:
    content: Json = value.get("content", {})
    for media in content.values():
        yield from fields(media["schema"], schema)
        return


def fields(shape: Json, schema: Json, depth: int = 0) -> Iterator[Field]:
    """The fields of an object, those of objects inside it after the one that holds them."""
    shape = resolved(shape, schema)
    required = set(shape.get("required", []))
    for name, value in shape.get("properties", {}).items():
        inner = resolved(value, schema)
        text = str(value.get("description") or "")
        yield Field(name, kind(inner), name in required, text, depth=depth)
        yield from fields(inner, schema, depth + 1)


def resolved(shape: Json, schema: Json) -> Json:
    """What a reference stands for; of a list, what it holds."""
    for choice in (*shape.get("allOf", ())[:1], *shape.get("oneOf", ())[:1]):
        return {**resolved(choice, schema), "nullable": shape.get("nullable", False)}
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return resolved(schema["components"]["schemas"][name], schema)
    if shape.get("type") == "array":
        inner = resolved(shape["items"], schema)
        return {**inner, "array": True}
    return shape


def kind(shape: Json) -> str:
    """The type in a word or two, as JSON knows it."""
    name = str(shape.get("format") or shape.get("type") or "any")
    if "enum" in shape:
        name = " | ".join(str(value) for value in shape["enum"] if value is not None)
    if shape.get("array"):
        name = f"[{name}]"
    return f"{name} | null" if shape.get("nullable") else name
