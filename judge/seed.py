"""The secret behind hidden data, and the seed that each generator gets in its place.

A generator sees HMAC-SHA256(secret, package digest | family | split), so that no package can learn the
secret and no two versions share hidden data. The shown split has a public key instead.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from judge.storage import var_folder

SAMPLE = "sample"
_PUBLIC_KEY = b"lossless: everybody may build this split"
_SECRET_BYTES = 32


def family_seed(package_digest: str, slug: str, family: str, split: str) -> bytes:
    """32 bytes for one generator. The shown split depends on names alone and is the same everywhere."""
    if split == SAMPLE:
        return _hmac(_PUBLIC_KEY, f"{slug}|{family}|{split}")
    return _hmac(data_secret(), f"{package_digest}|{family}|{split}")


def data_secret() -> bytes:
    """This installation's secret, made on first use and readable by its owner alone."""
    path = secret_file()
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _made(path)


def secret_file() -> Path:
    named = os.environ.get("LOSSLESS_DATA_SEED")
    return Path(named) if named else var_folder() / "secret" / "data-seed"


def _made(path: Path) -> bytes:
    """Link a finished file into place: of two first users one wins, and both read the winner's."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_SECRET_BYTES))
    try:
        os.link(draft, path)
    except FileExistsError:
        return path.read_bytes()
    finally:
        Path(draft).unlink()
    return path.read_bytes()


def _hmac(key: bytes, message: str) -> bytes:
    return hmac.new(key, message.encode(), hashlib.sha256).digest()
