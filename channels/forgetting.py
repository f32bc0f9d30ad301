"""Deleting conversations for good, which Rasa's tracker stores have no way to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    RedisTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)

from channels.settings import SettingsError
from channels.tokens import born


def primary(store: TrackerStore) -> TrackerStore:
    """The store itself, out of Rasa's wrappers: theirs takes a store that fails for one that is empty."""
    while isinstance(store, (FailSafeTrackerStore, AwaitableTrackerStore)):
        store = store._tracker_store
    return store


def check(store: TrackerStore) -> None:
    """Makes sure, when the server starts, that conversations can be deleted from a store.

    Raises:
        SettingsError: they cannot.
    """
    if _way(primary(store)) is None:
        raise SettingsError(
            f"Conversations cannot be deleted from a {type(primary(store)).__name__}: "
            "the widget's door needs a tracker store in memory, in SQL or in Redis (endpoints.yml)"
        )


def forget(store: TrackerStore, conversation: str) -> None:
    """Deletes all that a store has of a conversation; to be called under the conversation's lock."""
    own = primary(store)
    way = _way(own)
    if way is None:
        raise SettingsError(f"no way to delete from a {type(own).__name__}")
    way(own, conversation)


async def kept(store: TrackerStore) -> list[str]:
    """The ids of all conversations of a store."""
    own = primary(store)
    prefix = own.key_prefix if isinstance(own, RedisTrackerStore) else ""
    return [key.removeprefix(prefix) for key in await own.keys()]


async def expired(store: TrackerStore, age_seconds: float) -> list[str]:
    """The conversations of the widget's door that began so long ago that their tokens are refused; of other doors, those
    in which nothing was said for as long."""
    oldest = time.time() - age_seconds
    return [i for i in await kept(store) if await _since(primary(store), i) < oldest]


async def _since(store: TrackerStore, conversation: str) -> float:
    """When the age of a conversation begins, in seconds since 1970."""
    began = born(conversation)
    if began is not None:
        return began
    tracker = await store.retrieve_full_tracker(conversation)
    last: float = tracker.events[-1].timestamp if tracker is not None and tracker.events else time.time()
    return last


def _way(store: TrackerStore) -> Callable[[Any, str], None] | None:
    if hasattr(store, "forget"):  # our own, in serving/database.py
        return lambda own, conversation: own.forget(conversation)
    ways: dict[type[TrackerStore], Callable[[Any, str], None]] = {
        InMemoryTrackerStore: _from_memory,
        SQLTrackerStore: _from_sql,
        RedisTrackerStore: _from_redis,
    }
    return next((way for kind, way in ways.items() if isinstance(store, kind)), None)


def _from_memory(store: InMemoryTrackerStore, conversation: str) -> None:
    store.store.pop(conversation, None)


def _from_sql(store: SQLTrackerStore, conversation: str) -> None:
    with store.session_scope() as session:
        session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == conversation).delete()
        session.commit()


def _from_redis(store: RedisTrackerStore, conversation: str) -> None:
    store.red.delete(store.key_prefix + conversation)
