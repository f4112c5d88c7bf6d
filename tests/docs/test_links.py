"""Whatever a document points to is there."""

import re

import pytest

from tests.docs.documents import DOCUMENTS, LINK, NAMES, ROOT, anchors, prose

PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?)`")
# Made on a machine, not in the repository.
MADE = re.compile(
    r"^(\.venv|var|frontend/(node_modules|dist)|starter|statement|data|submissions|storage|cache|secret|run)(/|$)"
)


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    for target in LINK.findall(prose(name)):
        if "://" in target:
            continue
        path, _hash, anchor = target.partition("#")
        file = (folder / path).resolve() if path else ROOT / name
        assert file.exists(), f"{name}: {target}"
        if anchor:
            assert anchor in anchors(str(file.relative_to(ROOT))), f"{name}: {target}"


@pytest.mark.parametrize("name", NAMES)
def test_files_that_are_named_exist(name: str) -> None:
    for path in PATH.findall(prose(name)):
        if not MADE.match(path):
            assert (ROOT / path).exists(), f"{name}: {path}"


def test_every_document_is_reached_from_the_readme() -> None:
    linked = {(ROOT / target.partition("#")[0]).resolve() for target in LINK.findall(prose("README.md"))}
    missed = [path for path in DOCUMENTS if path not in linked and path.parent not in linked]
    assert missed == [ROOT / "README.md"]
