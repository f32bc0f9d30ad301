"""New announcements without a restart: the knowledge base is loaded again when its files change, or on SIGHUP.

It takes the old one's place as a whole, and only where all of its files are sound. Conversations go on: a turn that has
begun keeps the base that it began with, and what was remembered of things withdrawn since is forgotten.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from sanic import Sanic
from sanic.request import Request

import knowledge
from watching.metrics import ERRORS, KNOWLEDGE_AT

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
Stamp = tuple[tuple[str, int, int], ...]


def stamp(directory: Path) -> Stamp:
    """What tells one state of the knowledge files from another: their names, times and sizes."""
    found = []
    for path in sorted([*directory.glob("*.yml"), *(directory / "announcements").glob("*.yml")]):
        with suppress(OSError):  # it was removed meanwhile
            state = path.stat()
            found.append((path.as_posix(), state.st_mtime_ns, state.st_size))
    return tuple(found)


class Reloading:
    """Keeps the shared knowledge base that of a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._loaded = stamp(directory)
        self._asked: asyncio.Event

    def listeners(self) -> list[tuple[Any, str]]:
        """What a server has to call when it starts."""
        return [(_hold_in_requests, "before_server_start"), (self._begin, "after_server_start")]

    async def _begin(self, app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        self._asked = asyncio.Event()
        KNOWLEDGE_AT.set_to_current_time()
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            loop.add_signal_handler(signal.SIGHUP, self._asked.set)
        app.add_task(self._watch())

    async def _watch(self) -> None:
        seen = self._loaded
        while True:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._asked.wait(), POLL_SECONDS)
            asked = self._asked.is_set()
            self._asked.clear()
            before, seen = seen, await asyncio.to_thread(stamp, self._directory)
            # A file that is still being written differs from one look to the next.
            if asked or (seen == before and seen != self._loaded):
                self._loaded = seen
                await self.reload()

    async def reload(self) -> bool:
        """Loads the directory, and puts it in place where it is sound; says in the log what is wrong where it is not."""
        try:
            kb = await asyncio.to_thread(knowledge.load, self._directory)
        except knowledge.KnowledgeError as error:
            ERRORS.labels("knowledge").inc()
            logger.error("The knowledge files are wrong, so the old ones stay in use:\n%s", error)
            return False
        except Exception:
            ERRORS.labels("knowledge").inc()
            logger.exception("The knowledge files cannot be used, so the old ones stay in use")
            return False
        knowledge.share(kb)
        KNOWLEDGE_AT.set_to_current_time()
        count, days = len(kb.projects), ", ".join(s.date.isoformat() for s in kb.sources)
        print(f"Knowledge reloaded: {count} projects, announcements of {days}", flush=True)
        return True


async def _hold_in_requests(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    app.register_middleware(_hold, "request")


async def _hold(request: Request) -> None:
    knowledge.hold()
