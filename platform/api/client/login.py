"""lossless login URL"""

from __future__ import annotations

import argparse
import getpass
import sys
import urllib.parse

from .configuration import config_path, save_config
from .site import Site, checked_address, is_loopback
from .texts import Failure, say


def login(arguments: argparse.Namespace) -> int:
    url = checked_address(arguments.url)
    if url.startswith("http:") and not is_loopback(url):
        host = urllib.parse.urlsplit(url).hostname
        text = "Note: {host} is reached without encryption; the token can be read on the way."
        print(say(text, host=host), file=sys.stderr)
    token = asked_token()
    me = Site(url, token).get("/api/v1/me/")
    save_config({"url": url, "token": token})
    print(
        say("Logged in at {url} as {name}; kept in {path}", url=url, name=me["username"], path=config_path())
    )
    return 0


def asked_token() -> str:
    if sys.stdin.isatty():
        token = getpass.getpass(say("Token (from the profile page, not shown here): "))
    else:
        token = sys.stdin.readline()
    if not token.strip():
        raise Failure(say("No token was given."))
    return token.strip()
