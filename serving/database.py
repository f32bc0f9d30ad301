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
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session, declarative_base, sessionmaker

from serving import connections
from serving.remembered import Remembered
from serving.stores import Kept, RecentTracker, recreated, whole

# A turn asks about five times, and its thread may have to wait for others.
_LONGEST_WAIT_SECONDS = 5.0

Base: Any = declarative_base()
Result = TypeVar("Result")


class Row(Base):
    """An event of a conversation."""

    __tablename__ = "conversation_events"
    sender_id = sa.Column(sa.String(255), primary_key=True)
    place = sa.Column(sa.Integer, primary_key=True)
    timestamp = sa.Column(sa.Float, nullable=False, index=True)
    data = sa.Column(sa.Text, nullable=False)


class Overtaken(RasaException):
    """Another process has written to the conversation since it was read; the turn can be tried again."""


class InDatabase(SQLTrackerStore):
    """Keeps conversations in a database, over all their sessions.

    Each method raises SQLAlchemyError or TimeoutError where the database fails.
    """

    SQLEvent = Row

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
        TrackerStore.__init__(self, domain, event_broker)
        self.engine = connections.engine(host or connections.in_file(Path("conversations.db")))
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._remembered: Remembered[Kept] = Remembered()
        self._threads = ThreadPoolExecutor(connections.MOST, "database")
        self._has_table = False

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session, closed at the end; the table is there."""
        if not self._has_table:
            self._make_table()
        with self.sessionmaker() as session:
            yield session

    def _make_table(self) -> None:
        try:
            Base.metadata.create_all(self.engine)
        except SQLAlchemyError:  # another replica may have made it at the same moment
            if not sa.inspect(self.engine).has_table(Row.__tablename__):
                raise
        self._has_table = True

    async def keys(self) -> list[str]:
        """The ids of all conversations."""
        found: list[str] = await self._apart(
            lambda session: list(session.scalars(sa.select(Row.sender_id).where(Row.place == 0)))
        )
        return found

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
            await self._apart(lambda session: _append(session, tracker.sender_id, start, rows))
        kept = kept if kept is not None else Kept()
        if len(kept.events) == start:
            for event in new:
                kept.add(event)
            self._remembered.keep(tracker.sender_id, kept)
        else:
            self._remembered.drop(tracker.sender_id)
        if isinstance(tracker, RecentTracker):
            tracker.keep(kept)

    def init_tracker(self, sender_id: str) -> RecentTracker:
        """An empty tracker."""
        return RecentTracker(sender_id, self.domain.slots, self.max_event_history)

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> RecentTracker | None:
        """The tracker of the last turns, or of all events."""
        kept = await self._kept(sender_id)
        if not kept.events:
            return None
        return recreated(self.init_tracker(sender_id), kept, fetch_events_from_all_sessions)

    async def _kept(self, sender_id: str) -> Kept:
        """What is kept of a conversation now."""
        remembered = self._remembered.get(sender_id)
        last = len(remembered.events) - 1 if remembered is not None else 0
        events = await self._apart(lambda session: _since(session, sender_id, last))
        if remembered is None or len(remembered.events) != last + 1 or events[:1] != remembered.events[last:]:
            if last:
                events = await self._apart(lambda session: _since(session, sender_id, 0))
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
        with self.session_scope() as session:
            session.execute(sa.delete(Row).where(Row.sender_id == conversation))
            session.commit()

    async def _apart(self, work: Callable[[Session], Result]) -> Result:
        """Does some work in a thread, since the server would stand still while the database takes its time.

        Raises:
            TimeoutError: it was not done in time; it may be done all the same.
        """

        def done() -> Result:
            with self.session_scope() as session:
                return work(session)

        working = asyncio.get_running_loop().run_in_executor(self._threads, done)
        return await asyncio.wait_for(working, _LONGEST_WAIT_SECONDS)


def _append(session: Session, sender_id: str, start: int, rows: list[dict[str, Any]]) -> None:
    """Writes events behind those that are there, all or none.

    Raises:
        Overtaken: the conversation does not end where the first is to stand.
    """
    try:
        if start and session.scalar(sa.select(Row.place).filter_by(sender_id=sender_id, place=start - 1)) is None:
            raise Overtaken("the conversation was deleted meanwhile")
        session.execute(sa.insert(Row), rows)
        session.commit()
    except IntegrityError:
        raise Overtaken("another process has written to the conversation meanwhile") from None


def _since(session: Session, sender_id: str, place: int) -> list[str]:
    """The events of a conversation from a place on."""
    rows = sa.select(Row.data).where(Row.sender_id == sender_id, Row.place >= place).order_by(Row.place)
    return list(session.scalars(rows))
