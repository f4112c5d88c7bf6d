"""A candidate without a browser: logs in with the demo password, submits over the API, waits for the verdict.

    python3 tests/visitor.py URL DEMO.json SLUG SOURCE_FILE

Needs the standard library alone, so that a fresh clone can be tried with any Python.
"""

from __future__ import annotations

import json
import re
import sys
import time
import urllib.request
from http import HTTPStatus
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

ASK_AGAIN_SECONDS = 0.5


class Visitor:
    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.cookies = CookieJar()
        handlers = (urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies))
        self.opener = urllib.request.build_opener(*handlers)

    def log_in(self, name: str, password: str) -> None:
        page = self._ask("/accounts/login/")
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        token = found[1] if found else ""
        form = {"csrfmiddlewaretoken": token, "login": name, "password": password}
        self._ask("/accounts/login/", urlencode(form).encode())
        if not any(cookie.name == "sessionid" for cookie in self.cookies):
            raise RuntimeError(f"{name} could not log in")

    def submit(self, slug: str, source: str) -> str:
        """The id of the new submission, which is held until the problem's hidden data are there."""
        body = json.dumps({"problem": slug, "source": source}).encode()
        return str(json.loads(self._ask("/api/v1/submissions/", body, "application/json"))["id"])

    def wait(self, submission: str) -> dict[str, Any]:
        while True:
            status: dict[str, Any] = json.loads(self._ask(f"/api/v1/submissions/{submission}/status/"))
            if not status["is_pending"]:
                return status
            time.sleep(ASK_AGAIN_SECONDS)

    def _ask(
        self, path: str, body: bytes | None = None, kind: str = "application/x-www-form-urlencoded"
    ) -> str:
        request = urllib.request.Request(self.url + path, body)
        request.add_header("Content-Type", kind)
        request.add_header("Referer", self.url + path)
        for cookie in self.cookies:
            if cookie.name == "csrftoken" and cookie.value:
                request.add_header("X-CSRFToken", cookie.value)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return str(answer.read().decode())
        except HTTPError as refused:
            if refused.code != HTTPStatus.TOO_MANY_REQUESTS:
                raise
            # Other visitors of the same site have asked for much, too.
            time.sleep(int(refused.headers["Retry-After"]))
            return self._ask(path, body, kind)


def main(url: str, demo: str, slug: str, source: str) -> int:
    visitor = Visitor(url)
    visitor.log_in("candidate", json.loads(Path(demo).read_text())["candidate"])
    status = visitor.wait(visitor.submit(slug, Path(source).read_text()))
    print(f"verdict {status['verdict']}, score {status['score']}")
    return 0 if status["verdict"] == "AC" else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
