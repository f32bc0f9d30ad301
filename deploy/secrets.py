"""The secrets of a service on one machine: from the environment, else generated once and kept where only their owner reads."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

_FILE = "secrets.json"


@dataclass(frozen=True)
class Secrets:
    """What the servers know each other by."""

    token_key: str = field(repr=False)  # signs the tokens of conversations
    database_password: str = field(repr=False)
    redis_password: str = field(repr=False)


_VARIABLES = {
    "token_key": "FTAP_SECRET",
    "database_password": "FTAP_DATABASE_PASSWORD",
    "redis_password": "FTAP_REDIS_PASSWORD",
}


def of(folder: Path) -> Secrets:
    """The secrets of a run directory; those that are missing are made and kept in it."""
    file = folder / _FILE
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    made = Secrets(**{f.name: known.get(f.name) or secrets.token_urlsafe(32) for f in fields(Secrets)})
    if asdict(made) != known:
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(made)), encoding="utf-8")
    chosen = {name: os.environ[variable] for name, variable in _VARIABLES.items() if os.environ.get(variable)}
    return Secrets(**{**asdict(made), **chosen})
