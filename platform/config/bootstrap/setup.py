"""All steps of set-up in order; those whose inputs have not changed are skipped."""

from __future__ import annotations

import os
import secrets

from config.bootstrap import checks, environment, node, redis_server, system
from config.bootstrap.places import Places
from config.bootstrap.progress import run
from config.bootstrap.stamps import Stamps, digest

NO_JUDGE = "The judge cannot run here without some system packages; the site opens without it"
NO_TESTS = "Some tests cannot run here without system packages"


def everything(places: Places, *, apt: bool) -> None:
    """What a site needs before it starts. Raises Failure."""
    checks.owner(places)
    with checks.alone(places):
        checks.space(places)
        system.ensure(places, system.SANDBOX, NO_JUDGE, apt=apt)
        python(places, ("base",), apt=apt)
        if "LOSSLESS_REDIS_URL" not in os.environ:
            redis_server.ensure(places)
        if os.environ.get("LOSSLESS_STORAGE", "").startswith("s3://"):
            environment.install(places, "s3")
        front_end(places)
        site(places)


def for_tests(places: Places, *, apt: bool) -> None:
    checks.owner(places)
    with checks.alone(places):
        checks.space(places)
        system.ensure(places, system.SANDBOX, NO_JUDGE, apt=apt)
        system.ensure(places, system.TESTS, NO_TESTS, apt=apt)
        python(places, ("base", "test"), apt=apt)
        redis_server.ensure(places)
        front_end(places)
        site(places)


def for_lint(places: Places, *, apt: bool) -> None:
    checks.owner(places)
    with checks.alone(places):
        checks.space(places)
        python(places, ("base", "test"), apt=apt)
        node.install(places)
        secret_key(places)


def python(places: Places, locks: tuple[str, ...], *, apt: bool) -> None:
    environment.make(places, apt=apt)
    for lock in locks:
        environment.install(places, lock)


def front_end(places: Places) -> None:
    node.install(places)
    node.build(places)


def site(places: Places) -> None:
    secret_key(places)
    translations(places)
    static_files(places)


def secret_key(places: Places) -> None:
    """Signs sessions and links of this site; readable by its owner alone."""
    if places.secret_key.exists():
        return
    places.secret_key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = places.secret_key.with_name(f".django-key-{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    draft.replace(places.secret_key)


def translations(places: Places) -> None:
    """Django reads catalogues in their compiled form, which is not kept in git."""
    catalogues = sorted((places.root / "locale").glob("*/LC_MESSAGES/*.po"))
    wanted = digest(places.root, *catalogues)
    stamps = environment.stamps(places)
    if stamps.is_current("translations", wanted) and all(po.with_suffix(".mo").exists() for po in catalogues):
        return
    if catalogues:
        run(
            "Translations",
            [places.python, "-m", "config.translations", *catalogues],
            places.logs / "setup.log",
        )
    stamps.set("translations", wanted)


def static_files(places: Places) -> None:
    front = places.frontend
    # Django and its applications bring files of their own.
    wanted = digest(
        places.root, *sorted((front / "dist").glob("*")), front / "static", places.requirements / "base.txt"
    )
    stamps = Stamps(places.var / "stamps")
    if stamps.is_current("static", wanted) and (places.var / "static" / "staticfiles.json").exists():
        return
    run(
        "Files for browsers",
        [
            *(places.python, places.root / "manage.py", "collectstatic", "--noinput", "--clear"),
            # Its pages for browsers are not shown.
            *("--ignore", "rest_framework", "--verbosity", "0"),
        ],
        places.logs / "setup.log",
        env={"LOSSLESS_VAR": str(places.var)},
    )
    stamps.set("static", wanted)
