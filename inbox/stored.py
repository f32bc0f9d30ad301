"""The stored conversations, through Rasa's own tracker store, where endpoints.yml or the environment says they are."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from redis.exceptions import RedisError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from channels import forgetting, transcript
from channels.transcript import Transcript
from serving.database import InDatabase
from serving.endpoints import database

_DOMAIN = Path(__file__).parent.parent / "domain.yml"


class NotStored(Exception):
    """There are no stored conversations; its message tells the editor why, in French."""


def opened(endpoints: Path) -> TrackerStore:
    """The tracker store of an endpoints file.

    Raises:
        NotStored: its file is not there, or it cannot be reached.
    """
    if not endpoints.exists():
        raise NotStored(f"{endpoints} : ce fichier n'existe pas")
    configured = AvailableEndpoints.read_endpoints(str(endpoints)).tracker_store
    file = _sqlite_file(configured)
    if file is not None and not file.exists():  # opening it would make an empty one
        raise NotStored(
            f"{file} : ce fichier n'existe pas encore. Le serveur le crée à la première conversation, là où il est lancé."
        )
    domain = Domain.load(str(_DOMAIN))
    try:
        chosen = configured or InDatabase(domain, database())
        store = forgetting.primary(TrackerStore.create(chosen, domain))
    except (RasaException, SQLAlchemyError, RedisError) as error:
        raise _broken(error) from None
    if isinstance(store, InMemoryTrackerStore):  # what Rasa falls back on
        raise NotStored("Les conversations ne peuvent pas être lues : la base de données ne répond pas.")
    return store


async def conversations(store: TrackerStore) -> AsyncIterator[Transcript]:
    """The transcripts of all conversations of a store, without their ids.

    Raises:
        NotStored: the database does not answer.
    """
    try:
        for conversation in await forgetting.kept(store):
            tracker = await store.retrieve_full_tracker(conversation)
            told = transcript.read(event.as_dict() for event in tracker.events) if tracker is not None else None
            if told is not None:
                yield told
    except (SQLAlchemyError, RedisError, TimeoutError) as error:
        raise _broken(error) from None


def _broken(error: Exception) -> NotStored:
    first_line = next(iter(str(error).splitlines()), type(error).__name__)
    return NotStored(f"La base de données des conversations ne répond pas comme il faut : {first_line}")


def _sqlite_file(configured: EndpointConfig | None) -> Path | None:
    """The file of a store in SQLite; None for others."""
    if configured is None:
        url = make_url(database())
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    settings = configured.kwargs
    is_sqlite = str(configured.type).lower() == "sql" and settings.get("dialect", "sqlite") == "sqlite"
    if not is_sqlite or configured.url:
        return None
    return Path(os.path.expandvars(str(settings.get("db", "rasa.db"))))
