"""What everybody may read: answers, claims, glossary, explorers, the idea, search; in both languages."""

import pytest
from django.test import Client
from django.urls import reverse

from home.search import excerpt, search
from questions.bank import questions
from questions.explorers.catalogue import EXPLORERS

pytestmark = pytest.mark.django_db
CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-hans"}
SLUGS = [question.slug for question in questions()]
OPEN = ["/questions/", "/questions/claims/", "/glossary/", "/explore/", "/idea/", "/search/"]


def page(client: Client, url: str, **headers: str) -> str:
    response = client.get(url, **headers)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.parametrize("url", OPEN)
def test_pages_are_there_in_both_languages(url: str, client: Client) -> None:
    assert 'lang="en"' in page(client, url)
    assert 'lang="zh-Hans"' in page(client, url, **CHINESE)


@pytest.mark.parametrize("slug", SLUGS)
def test_an_answer_has_every_part(slug: str, client: Client) -> None:
    shown = page(client, f"/questions/{slug}/answer/")
    for part in ("short", "long", "deep", "misconceptions", "claims", "follow-ups", "rubric", "sources"):
        assert f'id="{part}"' in shown


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_cited_leads_to_a_source_of_the_page(slug: str, client: Client) -> None:
    shown = page(client, f"/questions/{slug}/answer/")
    cited = {part.split('"')[0] for part in shown.split('href="#ref-')[1:]}
    assert cited
    assert all(f'id="ref-{key}"' in shown for key in cited)


@pytest.mark.parametrize("slug", SLUGS)
def test_terms_lead_into_the_glossary(slug: str, client: Client) -> None:
    glossary = page(client, "/glossary/")
    terms = {
        part.split('"')[0] for part in page(client, f"/questions/{slug}/answer/").split("/glossary/#")[1:]
    }
    assert terms
    assert all(f'id="{term}"' in glossary for term in terms)


@pytest.mark.parametrize("slug", EXPLORERS)
def test_an_explorer_has_a_table_beside_the_picture(slug: str, client: Client) -> None:
    shown = page(client, f"/explore/{slug}/")
    assert "<svg" in shown
    assert "<table" in shown


def test_the_state_of_an_explorer_is_its_address(client: Client) -> None:
    shown = page(client, "/explore/compute-optimal/?c=1e22&n=9e9")
    assert 'value="1e22"' in shown
    assert "9.05\u202fG" in shown
    assert "184\u202fG" in shown


def test_an_input_out_of_range_is_said_and_kept(client: Client) -> None:
    shown = page(client, "/explore/bits-per-byte/?loss_a=500")
    assert "500 is out of range" in shown
    assert 'value="500"' in shown


def test_the_break_even_is_that_of_the_literature(client: Client) -> None:
    assert "952\u202fGB" in page(client, "/explore/charged-rate/")


def test_the_idea_has_two_explorers_inside(client: Client) -> None:
    assert page(client, "/idea/").count('class="explorer-form"') == 2


@pytest.mark.parametrize("query", ["entropy", "交叉熵", "损失", "scaling law", "预测"])
def test_search_finds_words_of_both_languages(query: str, client: Client) -> None:
    shown = page(client, f"/search/?q={query}")
    assert "found-title" in shown
    assert "<mark>" in shown


def test_a_term_is_found_by_its_name_in_the_other_language(client: Client) -> None:
    assert f"{reverse('questions:glossary')}#perplexity" in page(
        client, "/search/?q=困惑度", HTTP_ACCEPT_LANGUAGE="en"
    )


def test_a_single_chinese_character_is_found_within_words() -> None:
    one, pair = (len(search(query, "zh-Hans")) for query in ("码", "编码"))
    assert one >= pair > 10


def test_more_than_are_shown_is_said(client: Client) -> None:
    assert "; the best 30 are shown" in page(client, "/search/?q=a")


def test_an_excerpt_says_nothing_else_by_leaving_marks_out() -> None:
    text = "It costs $-\\log_2 p$ bits, where $p$ is known.\n```python\ncode\n```\nMore."
    shown = "".join(piece for piece, _is_match in excerpt(text, ["bits"]))
    assert shown == "It costs … bits, where p is known. … More."


def test_words_that_stand_nowhere_find_nothing_and_say_so(client: Client) -> None:
    assert "Nothing holds all of these words" in page(client, "/search/?q=xylophone")


def test_a_query_is_text_and_no_markup(client: Client) -> None:
    assert "<script>alert" not in page(client, "/search/?q=<script>alert(1)</script>")
