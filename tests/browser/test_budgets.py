"""What the workspace may weigh, and that nothing on it jumps."""

from __future__ import annotations

import gzip

from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor

KIB = 1024
MOST_SCRIPT, MOST_STYLE, MOST_HTML = 165 * KIB, 12 * KIB, 40 * KIB
MOST_SHIFT = 0.02
WATCH_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def workspace(visitor: Visitor) -> list[str]:
    """Addresses of all scripts and style sheets that the workspace of somebody new asks for."""
    visitor.sign_up()
    visitor.page.context.add_init_script(WATCH_SHIFTS)
    visitor.open_workspace("lz77")
    visitor.page.wait_for_timeout(500)
    names = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    return [name for name in visitor.page.evaluate(names) if name.endswith((".js", ".css"))]


def weight(visitor: Visitor, addresses: list[str], ending: str) -> int:
    """Bytes of the files of a kind, compressed as a server does."""
    bodies = [visitor.page.request.get(each).body() for each in addresses if each.endswith(ending)]
    assert bodies
    return sum(len(gzip.compress(body)) for body in bodies)


def test_the_workspace_keeps_within_its_weights(enter: Enter) -> None:
    visitor = enter()
    addresses = workspace(visitor)
    assert weight(visitor, addresses, ".js") <= MOST_SCRIPT
    assert weight(visitor, addresses, ".css") <= MOST_STYLE
    assert len(visitor.page.request.get(visitor.page.url).body()) <= MOST_HTML


def test_nothing_jumps_when_the_editor_takes_the_place_of_the_text_field(enter: Enter) -> None:
    for size in ("desktop", "phone"):
        visitor = enter(size=size)
        workspace(visitor)
        assert visitor.page.evaluate("window.shift") <= MOST_SHIFT
