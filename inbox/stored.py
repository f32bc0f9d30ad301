"""The stored conversations, through Rasa's own tracker store, as endpoints.yml says where they are."""

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
from sqlalchemy.exc import SQLAlchemyError

from channels import forgetting, transcript
from channels.transcript import Transcript

_DOMAIN = Path(__file__).parent.parent / "domain.yml"


class NotStored(Exception):
    """There are no stored conversations; its message tells the editor why, in French."""


def opened(endpoints: Path) -> TrackerStore:
    """The tracker store of an endpoints file.

    Raises:
        NotStored: none is configured, its file is not there, or it cannot be reached.
    """
    if not endpoints.exists():
        raise NotStored(f"{endpoints} : ce fichier n'existe pas")
    configured = AvailableEndpoints.read_endpoints(str(endpoints)).tracker_store
    if configured is None:
        raise NotStored(
            f"Les conversations ne sont pas conservées : {endpoints.name} n'a pas de « tracker_store », donc le serveur "
            "les garde en mémoire. Retirez les « # » d'un des exemples de ce fichier, puis redémarrez le serveur."
        )
    file = _sqlite_file(configured)
    if file is not None and not file.exists():  # opening it would make an empty one
        raise NotStored(
            f"{file} : ce fichier n'existe pas encore. Le serveur le crée à son démarrage, là où il est lancé."
        )
    try:
        store = forgetting.primary(TrackerStore.create(configured, Domain.load(str(_DOMAIN))))
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
    except (SQLAlchemyError, RedisError) as error:
        raise _broken(error) from None


def _broken(error: Exception) -> NotStored:
    first_line = next(iter(str(error).splitlines()), type(error).__name__)
    return NotStored(f"La base de données des conversations ne répond pas comme il faut : {first_line}")


def _sqlite_file(configured: EndpointConfig) -> Path | None:
    """The file of a store in SQLite; None for others."""
    settings = configured.kwargs
    is_sqlite = str(configured.type).lower() == "sql" and settings.get("dialect", "sqlite") == "sqlite"
    if not is_sqlite or configured.url:
        return None
    return Path(os.path.expandvars(str(settings.get("db", "rasa.db"))))
