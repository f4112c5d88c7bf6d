"""The reference page: an ordinary page, drawn from the schema."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from api.codes import CODES

pytestmark = pytest.mark.django_db

DOCS = "/api/docs/"


def page(client: Client, language: str = "en") -> str:
    return client.get(DOCS, headers={"Accept-Language": language}).content.decode()


def test_every_operation_of_the_schema_stands_on_the_page(client: Client) -> None:
    text = page(client)
    for path in client.get(reverse("v1:schema")).json()["paths"]:
        assert path in text


def test_fields_inside_fields_are_listed(client: Client) -> None:
    text = page(client)
    for name in ("Idempotency-Key", "own_input", "bits_per_byte", "first_difference", "expected_hex"):
        assert f"<code>{name}</code>" in text


def test_every_error_has_the_place_that_its_type_points_to(client: Client) -> None:
    found = client.get("/api/v1/nothing/").json()["type"]
    place, _hash, anchor = found.partition("#")
    assert place == DOCS
    assert all(f'id="error-{each.code}"' in page(client) for each in CODES)
    assert f'id="{anchor}"' in page(client)


def test_the_page_needs_no_exception_from_the_content_policy(client: Client) -> None:
    main = page(client).partition("<main")[2].partition("</main>")[0]
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", main)


def test_the_page_is_built_once_for_each_language(client: Client) -> None:
    english, chinese = page(client), page(client, "zh-CN")
    assert "List the problems" in english
    assert client.get(DOCS).status_code == 200
    assert chinese.count("<article") == english.count("<article")
