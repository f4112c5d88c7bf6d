"""lossless: problems, trials and submissions from a terminal.

lossless login http://127.0.0.1:8000     asks for a token made on the profile page
lossless get lz77                        statement, starter code and samples into ./lz77/
lossless test lz77/lz77.py               round trip on the samples, on this machine, nothing is sent
lossless test ratio/ratio.py --site      the samples on the site's judge, which also marks answers of functions
lossless submit lz77/lz77.py --wait      judged on hidden data; exit 0 only when accepted
lossless status ID --wait                the same for a submission sent before
lossless open lz77                       the problem's page in the browser
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from .folder import get
from .following import status
from .login import login
from .opening import open_page
from .site import VERSION
from .submitting import submit
from .texts import FAILED, Failure, say
from .trial import call, test


def parser() -> argparse.ArgumentParser:
    about = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser("lossless", description=__doc__, formatter_class=about)
    top.add_argument("--version", action="version", version=f"lossless {VERSION}")
    words = top.add_subparsers(dest="word", required=True, metavar="login|get|test|submit|status|open")
    add = words.add_parser("login", help="keep a site's address and your token")
    add.add_argument("url")
    add.set_defaults(run=login)
    add = words.add_parser("get", help="fetch statement, starter code and samples")
    add.add_argument("problem")
    add.add_argument("folder", nargs="?")
    add.set_defaults(run=get)
    add = words.add_parser("test", help="round trip on the samples, offline")
    add.add_argument("file")
    add.add_argument("--samples", help="folder of samples; default: samples/ beside the file")
    add.add_argument("--seconds", type=float, default=60, help="wall time for one call, default 60")
    add.add_argument("--parameters", type=int, help="size of the model; default: that of the judging")
    add.add_argument("--site", action="store_true", help="send the code and run it there, unscored")
    add.set_defaults(run=test)
    submit_and_status(words)
    add = words.add_parser("open", help="open a problem or submission in the browser")
    add.add_argument("what", nargs="?", help="slug or submission; default: the folder's problem")
    add.set_defaults(run=open_page)
    add = words.add_parser("call")  # what `test` starts
    for name in ("code", "function", "given", "returned", "more"):
        add.add_argument(name)
    add.set_defaults(run=call)
    return top


def submit_and_status(words: Any) -> None:
    add = words.add_parser("submit", help="send code to be judged")
    add.add_argument("file")
    add.add_argument("-p", "--problem", help="slug; default: guessed from folder and file name")
    add.add_argument("-l", "--language", help="default: by the name of the file")
    add.add_argument("-f", "--force", action="store_true", help="do not ask")
    add.add_argument("--share", action="store_true", help="let interviewers see it")
    add.add_argument("--wait", action="store_true", help="wait for the verdict; exit 0 only when accepted")
    add.set_defaults(run=submit)
    add = words.add_parser("status", help="how far a submission is; exit 0 only when accepted")
    add.add_argument("id", nargs="?", help="default: your newest submission")
    add.add_argument("--wait", action="store_true", help="wait for the verdict")
    add.set_defaults(run=status)


def main(words: list[str] | None = None) -> int:
    arguments = parser().parse_args(words)
    try:
        code: int = arguments.run(arguments)
    except Failure as failure:
        return failed(str(failure))
    except OSError as error:
        return failed(say("The site does not answer: {why}", why=getattr(error, "reason", error)))
    except KeyboardInterrupt:
        return 130
    return code


def failed(text: str) -> int:
    print(f"lossless: {text}", file=sys.stderr)
    return FAILED
