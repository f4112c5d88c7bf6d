"""Search over questions, claims, glossary and problems in both languages, ranked by BM25.

The documents are few and in memory, so every search looks at all of them. Latin words are compared by their
beginning; Chinese, which has no spaces, by pairs of neighbouring characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from math import log

from django.urls import reverse

from problems.models import Problem
from questions.bank import questions
from texts.glossary import terms
from texts.languages import LANGUAGES

QUESTION, CLAIM, TERM, PROBLEM = ("question", "claim", "term", "problem")
MOST_FOUND = 30
LONGEST_QUERY = 200
_AROUND = 70
_WORD = re.compile(r"[a-z0-9]+(?:[.'-][a-z0-9]+)*|[\u3400-\u9fff]+")
# Code and formulas without their marks would read as something else.
_LEFT_OUT = re.compile(r"```.*?```|\$\$.+?\$\$|\$[^$\n]*[\\^_{][^$\n]*\$", re.DOTALL)
_MARKS = re.compile(r"\]\([^)]*\)|[*_`#$|{}\[\]]|-{3,}|\\[a-z]+")
# Robertson and Zaragoza 2009, The Probabilistic Relevance Framework: BM25 and Beyond.
_K, _B = 1.2, 0.75
_TITLE_WEIGHT = 4


@dataclass(frozen=True)
class Document:
    kind: str
    language: str
    title: str
    text: str
    url: str
    # Other names, found but not shown.
    also: str = ""

    @cached_property
    def counts(self) -> Counter[str]:
        weighted = Counter(
            {word: _TITLE_WEIGHT * n for word, n in Counter(words(f"{self.title} {self.also}")).items()}
        )
        return weighted + Counter(words(self.text))

    @cached_property
    def length(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Found:
    document: Document
    score: float
    excerpt: Sequence[tuple[str, bool]] = field(default=())


def words(text: str) -> list[str]:
    """Latin words in lower case; of a run of Chinese each pair of neighbours, or the one character there is."""
    found: list[str] = []
    for run in _WORD.findall(text.casefold()):
        if run[0].isascii() or len(run) == 1:
            found.append(run)
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
    return found


def search(query: str, language: str) -> list[Found]:
    """The best first; of what exists in both languages only the one that fits better, the reader's if both do."""
    wanted = list(dict.fromkeys(words(query[:LONGEST_QUERY])))
    if not wanted:
        return []
    documents = [*_texts(), *_problems()]
    known = {word: _matching(word, documents) for word in wanted}
    scored = (
        Found(each, _score(each, known, documents) * (1.0 if each.language == language else 0.8))
        for each in documents
        if all(_counted(word, each, known) for word in wanted)
    )
    best: dict[str, Found] = {}
    for found in sorted(scored, key=lambda found: -found.score):
        best.setdefault(found.document.url, found)
    return [Found(each.document, each.score, excerpt(each.document.text, wanted)) for each in best.values()]


def _matching(word: str, documents: Iterable[Document]) -> set[str]:
    """Words of the documents that one of a query may mean: Latin ones by their beginning, a single Chinese
    character by the pairs that it stands in."""
    if not word[0].isascii() and len(word) > 1:
        return {word}
    every = (each for document in documents for each in document.counts)
    if not word[0].isascii():
        return {each for each in every if word in each}
    return {each for each in every if each.startswith(word)}


def _counted(word: str, document: Document, known: dict[str, set[str]]) -> int:
    return sum(document.counts[each] for each in known[word] if each in document.counts)


def _score(document: Document, known: dict[str, set[str]], documents: Sequence[Document]) -> float:
    mean = sum(each.length for each in documents) / len(documents)
    total = 0.0
    for word in known:
        holding = sum(1 for each in documents if _counted(word, each, known))
        rarity = log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
        count = _counted(word, document, known)
        total += rarity * count * (_K + 1) / (count + _K * (1 - _B + _B * document.length / mean))
    return total


def excerpt(text: str, wanted: Sequence[str]) -> list[tuple[str, bool]]:
    """Some words around the first one that was looked for, in pieces; True where it stands."""
    plain = re.sub(r"\s+", " ", _MARKS.sub("", _LEFT_OUT.sub("…", text))).strip()
    pattern = re.compile(
        "|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True)), re.IGNORECASE
    )
    first = pattern.search(plain)
    # A Chinese character says about as much as two letters.
    around = _AROUND if wanted[0].isascii() else _AROUND // 2
    start = max(0, first.start() - around) if first else 0
    shown = plain[start : start + 3 * around]
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = 0
    for found in pattern.finditer(shown):
        pieces += [(shown[at : found.start()], False), (found.group(), True)]
        at = found.end()
    pieces.append((shown[at:] + (" …" if start + len(shown) < len(plain) else ""), False))
    return [piece for piece in pieces if piece[0]]


@cache
def _texts() -> tuple[Document, ...]:
    """What ships with the site and does not change while it runs."""
    found = []
    for language in LANGUAGES:
        for question in questions():
            answer = question.in_language(language)
            url = reverse("questions:read", args=[question.slug])
            body = "\n".join([answer.title, answer.short, answer.long, answer.deep])
            asides = [f"{part.title}\n{part.body}" for part in (*answer.misconceptions, *answer.follow_ups)]
            found.append(Document(QUESTION, language, answer.question, "\n".join([body, *asides]), url))
            found += [
                Document(CLAIM, language, claim.claim, claim.reason, f"{url}#{claim.id}")
                for claim in answer.claims
            ]
        for term in terms():
            entry, others = term.in_language(language), [each for each in LANGUAGES if each != language]
            also = " ".join(
                [*entry.also, *(name for other in others for name in term.in_language(other).names)]
            )
            url = reverse("questions:glossary") + f"#{term.id}"
            found.append(Document(TERM, language, entry.term, entry.meaning, url, also))
    return tuple(found)


def _problems() -> list[Document]:
    opened = Problem.objects.filter(active_version__isnull=False).select_related("active_version")
    return [
        _problem(
            language,
            problem.active_version.title(language),
            (problem.active_version.package.text("statement", language) or ("", ""))[0],
            reverse("submissions:workspace", args=[problem.slug]),
        )
        for problem in opened
        if problem.active_version
        for language in LANGUAGES
    ]


@lru_cache(maxsize=64)
def _problem(language: str, title: str, text: str, url: str) -> Document:
    """Kept with its words counted as long as nothing of it changes."""
    return Document(PROBLEM, language, title, text, url)
