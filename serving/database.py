"""The tracker store in a database: SQLite in a file by default, PostgreSQL where several replicas serve.

Each event is one row, whose place in its conversation is part of its key. A turn appends its events in one transaction
behind those that it has read; where another has written there meanwhile (a lock that expired, a replica taken for dead),
the database refuses, so no turn is lost, doubled or mixed with another even where a lock fails. Failures are raised,
never covered by an empty memory: see ``serving/endpoints.py`` for Rasa's wrapper that would.

What was read of a conversation stays in this process for some minutes, and each read asks only for what is newer, from
the last known event on: where that is not there any more, all is read again.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from serving import connections
from serving.remembered import Remembered
from serving.stores import Kept, RecentTracker, recreated, whole

# A turn asks about five times, and its thread may have to wait for others.
_LONGEST_WAIT_SECONDS = 5.0

Result = TypeVar("Result")

# Each row is an event of a conversation. Core statements alone, made once: SQLAlchemy's sessions cost as much as the disk.
EVENTS = sa.Table(
    "conversation_events",
    sa.MetaData(),
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("timestamp", sa.Float, nullable=False, index=True),
    sa.Column("data", sa.Text, nullable=False),
)
_OF_SENDER = EVENTS.c.sender_id == sa.bindparam("sender")
_SINCE = sa.select(EVENTS.c.data).where(_OF_SENDER, EVENTS.c.place >= sa.bindparam("since")).order_by(EVENTS.c.place)
_AT = sa.select(EVENTS.c.place).where(_OF_SENDER, EVENTS.c.place == sa.bindparam("at"))
_SENDERS = sa.select(EVENTS.c.sender_id).where(EVENTS.c.place == 0)
_APPEND = sa.insert(EVENTS)
_FORGET = sa.delete(EVENTS).where(_OF_SENDER)


class Overtaken(RasaException):
    """Another process has written to the conversation since it was read; the turn can be tried again."""


class InDatabase(TrackerStore):
    """Keeps conversations in a database, over all their sessions.

    Each method raises SQLAlchemyError or TimeoutError where the database fails.
    """

    def __init__(
        self, domain: Domain | None = None, host: str | None = None, event_broker: EventBroker | None = None
    ) -> None:
        """
        Args:
            host: the address of the database, as sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; in
                endpoints.yml it is called ``url``.

        Raises:
            SettingsError: the address is none.
        """
        super().__init__(domain, event_broker)
        self.engine = connections.engine(host or connections.in_file(Path("conversations.db")))
        self._remembered: Remembered[Kept] = Remembered()
        self._threads = ThreadPoolExecutor(connections.MOST, "database")
        self._has_table = False

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A transaction, kept at the end unless something failed; the table is there."""
        if not self._has_table:
            self._make_table()
        with self.engine.begin() as connection:
            yield connection

    def _make_table(self) -> None:
        try:
            EVENTS.metadata.create_all(self.engine)
        except SQLAlchemyError:  # another replica may have made it at the same moment
            if not sa.inspect(self.engine).has_table(EVENTS.name):
                raise
        self._has_table = True

    async def keys(self) -> list[str]:
        """The ids of all conversations."""
        found: list[str] = await self._read(lambda connection: list(connection.scalars(_SENDERS)))
        return found

    async def retrieve(self, sender_id: str) -> RecentTracker | None:
        """The tracker of the last turns."""
        return await self._retrieve(sender_id, all_sessions=False)

    async def retrieve_full_tracker(self, conversation_id: str) -> RecentTracker | None:
        """The tracker of all events."""
        return await self._retrieve(conversation_id, all_sessions=True)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the events of a tracker that are new.

        Raises:
            Overtaken: others were kept since the tracker was read.
        """
        await self.stream_events(tracker)
        if isinstance(tracker, RecentTracker):
            start, kept, new = tracker.place, tracker.kept, tracker.new()
        else:  # made elsewhere: the last session or all of them
            kept = await self._kept(tracker.sender_id)
            start, new = len(kept.events), []
            events = whole(kept, tracker)
            if events[:start] != kept.events:
                raise Overtaken(f"what is kept of {tracker.sender_id} is no beginning of this tracker")
            new = Kept.parsed(events[start:])
        written = [event.as_dict() for event in new]
        rows = [
            {"sender_id": tracker.sender_id, "place": place, "timestamp": e["timestamp"], "data": json.dumps(e)}
            for place, e in enumerate(written, start)
        ]
        if rows:
            await self._apart(lambda connection: _append(connection, tracker.sender_id, start, rows))
        kept = kept if kept is not None else Kept()
        if len(kept.events) == start:
            for event, row in zip(new, rows, strict=True):
                kept.add(event, row["data"])
            self._remembered.keep(tracker.sender_id, kept)
        else:
            self._remembered.drop(tracker.sender_id)
        if isinstance(tracker, RecentTracker):
            tracker.keep(kept)

    def init_tracker(self, sender_id: str) -> RecentTracker:
        """An empty tracker."""
        return RecentTracker(sender_id, self.domain.slots, self.max_event_history)

    async def _retrieve(self, sender_id: str, all_sessions: bool) -> RecentTracker | None:
        kept = await self._kept(sender_id)
        if not kept.events:
            return None
        return recreated(self.init_tracker(sender_id), kept, all_sessions)

    async def _kept(self, sender_id: str) -> Kept:
        """What is kept of a conversation now."""
        remembered = self._remembered.get(sender_id)
        last = len(remembered.events) - 1 if remembered is not None else 0
        events = await self._read(lambda connection: _since(connection, sender_id, last))
        if remembered is None or len(remembered.events) != last + 1 or events[:1] != remembered.events[last:]:
            if last:
                events = await self._read(lambda connection: _since(connection, sender_id, 0))
            remembered = Kept(Kept.parsed(events))
        else:
            for event in Kept.parsed(events[1:]):
                remembered.add(event)
        if remembered.events:
            self._remembered.keep(sender_id, remembered)
        else:
            self._remembered.drop(sender_id)
        return remembered

    def forget(self, conversation: str) -> None:
        """Deletes all that is kept of a conversation; to be called under its lock."""
        self._remembered.drop(conversation)
        with self._connected() as connection:
            connection.execute(_FORGET, {"sender": conversation})

    async def _read(self, work: Callable[[Connection], Result]) -> Result:
        """Reads at once where no one has to wait: an SQLite file with a log has no locks for readers, and answers in less
        time than a thread takes to begin."""
        if self.engine.dialect.name == "sqlite":
            with self._connected() as connection:
                return work(connection)
        return await self._apart(work)

    async def _apart(self, work: Callable[[Connection], Result]) -> Result:
        """Does some work in a thread, since the server would stand still while the database takes its time.

        Raises:
            TimeoutError: it was not done in time; it may be done all the same.
        """

        def done() -> Result:
            with self._connected() as connection:
                return work(connection)

        working = asyncio.get_running_loop().run_in_executor(self._threads, done)
        return await asyncio.wait_for(working, _LONGEST_WAIT_SECONDS)


def _append(connection: Connection, sender_id: str, start: int, rows: list[dict[str, Any]]) -> None:
    """Writes events behind those that are there, all or none.

    Raises:
        Overtaken: the conversation does not end where the first is to stand.
    """
    if start and connection.scalar(_AT, {"sender": sender_id, "at": start - 1}) is None:
        raise Overtaken("the conversation was deleted meanwhile")
    try:
        connection.execute(_APPEND, rows)
    except IntegrityError:
        raise Overtaken("another process has written to the conversation meanwhile") from None


def _since(connection: Connection, sender_id: str, place: int) -> list[str]:
    """The events of a conversation from a place on."""
    return list(connection.scalars(_SINCE, {"sender": sender_id, "since": place}))
