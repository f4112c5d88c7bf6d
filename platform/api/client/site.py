"""Speaking to the site's API."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from .configuration import load_config
from .texts import Failure, language, say

VERSION = "1"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token must not follow a redirect to another host."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None


class Site:
    def __init__(self, url: str, token: str) -> None:
        self.url = checked_address(url)
        self.token = token
        handlers: list[Any] = [NoRedirect()]
        if is_loopback(self.url):
            handlers.append(urllib.request.ProxyHandler({}))
        self.opener = urllib.request.build_opener(*handlers)

    def get(self, path: str) -> Any:
        return self.call("GET", path)[0]

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[Any, Any]:
        """The answer as JSON, and its headers."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method)  # noqa: S310 - checked above
        for name, value in {**self.headers(), **headers}.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return parsed(answer.read(), self.url), answer.headers
        except urllib.error.HTTPError as error:
            raise Failure(told(error)) from None

    def headers(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Language": language(),
            "User-Agent": f"lossless/{VERSION}",
        }


def parsed(body: bytes, url: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        raise Failure(say("This is not a Lossless site: {url}", url=url)) from None


def told(error: urllib.error.HTTPError) -> str:
    """The site's own words for what went wrong, each place in a line of its own."""
    try:
        problem = json.loads(error.read())
        lines = [
            problem["detail"],
            *(f"  {each['pointer']}: {each['detail']}" for each in problem.get("errors", [])),
        ]
    except (ValueError, KeyError, TypeError):
        lines = [str(error.reason)]
    return say("The site answered {status}: {detail}", status=error.code, detail="\n".join(lines))


def checked_address(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Failure(say("{url} is not an http or https address.", url=url))
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def is_loopback(url: str) -> bool:
    host = urllib.parse.urlsplit(url).hostname or ""
    return host in {"localhost", "::1"} or host.startswith("127.")


def site() -> Site:
    config = load_config()
    return Site(config["url"], config["token"])
