"""What an operator may set of the widget's door: in credentials.yml, or by environment variables, which win."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, Extra, Field, ValidationError, root_validator, validator
from rasa.shared.exceptions import RasaException

ROOT = Path(__file__).parent.parent
SHORTEST_SECRET = 32
_PREFIX = "FTAP_"


class SettingsError(RasaException):
    """A setting cannot be used; its message tells the operator which, and why."""


class Settings(BaseModel):
    """The settings; each also stands in the environment, as FTAP_ and its name in capitals."""

    origins: tuple[str, ...] = ()  # the sites that may embed the widget; the server's own is always allowed
    secret: str = Field("", repr=False)  # signs the tokens; the replicas of one service share it
    secret_file: Path = ROOT / ".ftap-secret"  # where one is kept when none is set
    widget: Path = ROOT / "widget"
    token_hours: float = Field(24, gt=0)  # a conversation is over, and deleted, when its token is so old
    messages_per_minute: int = Field(20, gt=0)
    messages_per_conversation: int = Field(400, gt=0)
    conversations_per_hour: int = Field(120, gt=0)  # for one address, which a whole office may share
    proxies_count: int = Field(0, ge=0)  # how many proxies of ours stand before the server
    redis_url: str = Field("", repr=False)  # where replicas count together
    watch: str = ""  # where /live, /ready and /metrics are served, as 127.0.0.1:9105; never a public address
    privacy_url: str = ""
    contact_url: str = ""

    class Config:
        extra = Extra.forbid
        frozen = True

    @root_validator(pre=True)
    def _list_of_origins(cls, values: dict[str, Any]) -> dict[str, Any]:
        origins = values.get("origins")
        if isinstance(origins, str):
            values = {**values, "origins": [origin.strip() for origin in origins.split(",") if origin.strip()]}
        return values

    @validator("origins", each_item=True)
    def _exact_origin(cls, origin: str) -> str:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.hostname or origin != f"{parts.scheme}://{parts.netloc}":
            raise ValueError(f"{origin!r} is no origin: write it as https://www.example.gouv.fr, without a path")
        return origin.lower()

    @validator("privacy_url", "contact_url")
    def _web_address(cls, url: str) -> str:
        if url and not (url.startswith(("https://", "http://")) and urlsplit(url).hostname):
            raise ValueError(f"{url!r} is no web address")
        return url

    @validator("watch")
    def _host_and_port(cls, watch: str) -> str:
        host, _, port = watch.rpartition(":")
        if watch and not (host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise ValueError(f"{watch!r} is no address: write it as 127.0.0.1:9105")
        return watch

    @validator("secret")
    def _long_enough(cls, secret: str) -> str:
        if secret and len(secret) < SHORTEST_SECRET:
            raise ValueError(f"it has {len(secret)} characters, and needs {SHORTEST_SECRET} random ones or more")
        return secret


def read(credentials: Mapping[str, Any] | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the credentials, or of the environment where it has them.

    Raises:
        SettingsError: one cannot be used.
    """
    named = {field: _PREFIX + field.upper() for field in Settings.__fields__}
    there = {field: environment[name] for field, name in named.items() if environment.get(name)}
    try:
        return Settings.parse_obj({**(credentials or {}), **there})
    except ValidationError as error:
        wrong = "; ".join(f"{named.get(str(e['loc'][0]), e['loc'][0])}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"The settings of the widget's door cannot be used: {wrong}") from None


def secret_of(settings: Settings) -> str:
    """The secret that is set, else one kept in a local file, made at the first start.

    Raises:
        SettingsError: the file can be neither read nor written, or its secret is too short.
    """
    if settings.secret:
        return settings.secret
    path = settings.secret_file
    try:
        if not path.exists():
            _keep(path, secrets.token_urlsafe(SHORTEST_SECRET))
        secret = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingsError(
            f"No secret can be kept in {path} ({error.strerror}): set {_PREFIX}SECRET to {SHORTEST_SECRET} random characters or more"
        ) from None
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError(f"The secret in {path} is too short: delete the file, and a new one is made")
    return secret


def _keep(path: Path, secret: str) -> None:
    """Writes a file that its owner alone may read; where another process was faster, its file stays."""
    with NamedTemporaryFile("w", dir=path.parent, prefix=path.name, encoding="ascii") as made:  # mode 600
        made.write(secret)
        made.flush()
        with suppress(FileExistsError):
            os.link(made.name, path)
