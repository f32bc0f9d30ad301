"""Whether the assistant lives (its loop turns) and is ready (all that an answer needs can be used)."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from sqlalchemy import text

import knowledge
from channels.forgetting import primary
from watching.metrics import READY

logger = logging.getLogger(__name__)

LONGEST_LOOK = 2.0  # seconds for the parts together
LONGEST_TURN = 5.0  # seconds in which the loop comes round: a message takes a fraction of one

Look = Callable[[], object]  # raises where its part cannot be used; may be of the loop, and give something to await


class NotReady(Exception):
    """A part is there and cannot be used."""


def parts(agent: Agent, limits: Look) -> dict[str, Look]:
    """What an answer needs, each with a look at it; ``limits`` looks at where the limits are counted."""
    store, locks = primary(agent.tracker_store), agent.lock_store
    file = _File(store)
    return {
        "model": lambda: _model(agent),
        "conversations": lambda: _conversations(store, file),
        "locks": lambda: _reach(locks),
        "limits": limits,
        "knowledge": _knowledge,
    }


def _model(agent: Agent) -> None:
    if not agent.is_ready():
        raise NotReady("no model is loaded")


def _conversations(store: Any, file: _File) -> object:
    found = _reach(store)
    file.look()
    return found


def _knowledge() -> None:
    if not knowledge.shared().projects:
        raise NotReady("no project is known")


def _reach(store: Any) -> object:
    """Asks an engine of SQL or a Redis, where the store has one; what is in memory is always there."""
    engine = getattr(store, "engine", None)
    redis = getattr(store, "red", None) or getattr(store, "_redis", None)  # Rasa's own stores', ours
    if engine is not None:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    return redis.ping() if redis is not None else None


class _File:
    """The file of a store in SQLite, which is written to even after it was deleted or another put in its place: all
    that is kept from then on is gone when the process ends."""

    def __init__(self, store: Any) -> None:
        url: Any = getattr(getattr(store, "engine", None), "url", None)
        self._path = Path(url.database) if url and url.get_backend_name() == "sqlite" and url.database else None
        self._known: int | None = None

    def look(self) -> None:
        """
        Raises:
            OSError, NotReady: it is not the one of the first look.
        """
        if self._path is None:
            return
        found = self._path.stat().st_ino
        self._known = self._known or found
        if found != self._known:
            raise NotReady("the file of conversations was exchanged")


async def _done(begun: Awaitable[object]) -> object:
    return await begun


class Health:
    """Looks at the parts, in threads of its own: a part that hangs holds up neither the loop nor the other parts."""

    def __init__(self, loop: asyncio.AbstractEventLoop, looks: Mapping[str, Look]) -> None:
        self._loop, self._looks = loop, dict(looks)
        self._threads = ThreadPoolExecutor(2 * len(self._looks), thread_name_prefix="health")

    def lives(self) -> bool:
        """Whether the loop that answers people comes round."""
        try:
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), self._loop).result(LONGEST_TURN)
        except (TimeoutError, RuntimeError):
            return False
        return True

    def _look(self, look: Look) -> None:
        found = look()
        if inspect.isawaitable(found):
            asyncio.run_coroutine_threadsafe(_done(found), self._loop).result(LONGEST_LOOK)

    def ready(self) -> dict[str, bool]:
        """Which parts can be used."""
        begun = {part: self._threads.submit(self._look, look) for part, look in self._looks.items()}
        found = {}
        for part, looking in begun.items():
            try:
                looking.result(LONGEST_LOOK)
                found[part] = True
            except Exception as error:
                logger.warning("%s cannot be used: %s", part, type(error).__name__)
                found[part] = False
            READY.labels(part).set(found[part])
        return found
