"""The site's address and the token, in a file that its owner alone can read."""

from __future__ import annotations

import json
import os
from pathlib import Path

from .texts import Failure, say


def config_path() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "lossless"


def save_config(config: dict[str, str]) -> None:
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(config, file)
    new.replace(path)


def load_config() -> dict[str, str]:
    try:
        config: dict[str, str] = json.loads(config_path().read_text())
    except (OSError, ValueError):
        raise Failure(say("No site is known yet. Run: lossless login URL")) from None
    return config
