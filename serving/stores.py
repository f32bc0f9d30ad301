"""A tracker store in memory, which keeps conversations whole and is as quick in a long conversation as in a short one.

Rasa's own store writes and reads the whole conversation again at each turn, and so do its tracker (each copy replays all
events) and its policies. Here each event is written once, and a turn gets a tracker that holds the last turns alone;
what looks at the whole conversation (choices of older replies, a transcript) reads it from the store. Leans on
Rasa 3.6.21, the last of its line: a tracker's state is that of its events applied in order; to check it, see
tests/test_stores.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from copy import copy as shallow
from itertools import islice, takewhile
from typing import Any, overload

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

# User turns that a tracker holds besides the present one, which is the only one that the policy looks at (nlu/policy.py).
RECENT_TURNS = 1


class Kept:
    """What is kept of a conversation: its events as JSON, and where in them things stand."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.events: list[str] = []
        self.session = 0  # where the present session starts
        self._heard: list[int] = []  # where user turns start
        self._listened = 0  # the last time that the assistant began to listen
        self._set: dict[str, int] = {}  # the last event that sets each slot
        for event in events:
            self.add(event)

    def add(self, event: Event, data: str | None = None) -> None:
        """Keeps one more event, whose JSON may be at hand."""
        place = len(self.events)
        if isinstance(event, UserUttered):
            self._heard.append(self._listened)
        elif isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME:
            self._listened = place
        elif isinstance(event, SlotSet):
            self._set[event.key] = place
        elif isinstance(event, SessionStarted):
            self.session = self._listened = max(0, place - 1)  # the action that starts it comes before
            self._set.clear()
        elif isinstance(event, (AllSlotsReset, Restarted)):
            self._set.clear()
        self.events.append(data or json.dumps(event.as_dict()))

    def recent(self) -> list[Event]:
        """The events of the last turns of this session, behind those of earlier turns that set slots."""
        start = max(self.session, self._heard[-RECENT_TURNS] if len(self._heard) >= RECENT_TURNS else 0)
        earlier = sorted(place for place in self._set.values() if place < start)
        return [_event(self.events[place]) for place in (*earlier, *range(start, len(self.events)))]

    def every(self) -> list[Event]:
        """All events, over all sessions."""
        return self.parsed(self.events)

    @staticmethod
    def parsed(events: Iterable[str]) -> list[Event]:
        """Events from JSON."""
        return list(map(_event, events))


class RecentTracker(DialogueStateTracker):
    """A tracker of the last turns of a conversation, beside what is kept of all of it."""

    kept: Kept | None = None
    place = 0  # how many events of the conversation were kept when it was read
    known = 0  # how many of its own events are kept already

    def init_copy(self) -> RecentTracker:
        """A tracker with the same initial values, of the same conversation."""
        copied = RecentTracker(self.sender_id, self.slots.values(), self._max_event_history)
        copied.kept, copied.place, copied.known = self.kept, self.place, self.known
        return copied

    def copy(self) -> RecentTracker:
        """A tracker in the same state; Rasa's own is brought there by all events once more."""
        copied: RecentTracker = shallow(self)
        copied.events, copied.slots = self.events.copy(), {name: shallow(slot) for name, slot in self.slots.items()}
        return copied

    def keep(self, kept: Kept) -> None:
        """Takes note that all of its events are kept."""
        self.kept, self.place, self.known = kept, len(kept.events), len(self.events)

    def current_state(self, event_verbosity: EventVerbosity = EventVerbosity.NONE) -> dict[str, Any]:
        """The state as plain data; all of its events are those of the whole session, read where they are looked at."""
        if event_verbosity is not EventVerbosity.ALL or self.kept is None:
            return super().current_state(event_verbosity)
        return {**super().current_state(), "events": _Session(self.kept, self.new())}

    def new(self) -> list[Event]:
        """The events that are not kept yet."""
        return list(islice(self.events, self.known, None))


class _Session(Sequence[dict[str, Any]]):
    """The events of a session as plain data: those that are kept, and newer ones."""

    def __init__(self, kept: Kept, newer: list[Event]) -> None:
        self._kept = kept
        self._first, self._end = kept.session, len(kept.events)  # not those that are added later
        self._newer = newer

    def __len__(self) -> int:
        return self._end - self._first + len(self._newer)

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, place: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        place = range(len(self))[place]  # also refuses one that there is not
        if place >= self._end - self._first:
            newer: dict[str, Any] = self._newer[place - (self._end - self._first)].as_dict()
            return newer
        found: dict[str, Any] = json.loads(self._kept.events[self._first + place])
        return found


class WholeInMemory(InMemoryTrackerStore):
    """Keeps whole conversations in memory, over all their sessions."""

    store: dict[str, Kept]

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the events of a tracker that are new."""
        await self.stream_events(tracker)
        kept = self.store.setdefault(tracker.sender_id, Kept())
        if isinstance(tracker, RecentTracker):
            for event in tracker.new():
                kept.add(event)
            tracker.keep(kept)
        else:
            self.store[tracker.sender_id] = Kept(Kept.parsed(whole(kept, tracker)))

    def init_tracker(self, sender_id: str) -> RecentTracker:
        """An empty tracker."""
        return RecentTracker(sender_id, self.domain.slots, self.max_event_history)

    async def _retrieve(self, sender_id: str, fetch_all_sessions: bool) -> RecentTracker | None:
        """The tracker of the last turns, or of all events."""
        kept = self.store.get(sender_id)
        if kept is None:
            return None
        return recreated(self.init_tracker(sender_id), kept, fetch_all_sessions)


def recreated(tracker: RecentTracker, kept: Kept, all_sessions: bool) -> RecentTracker:
    """An empty tracker, filled with the last turns of what is kept, or with all of it."""
    for event in kept.every() if all_sessions else kept.recent():
        tracker.events.append(event)
    tracker.replay_events()
    tracker.keep(kept)
    return tracker


def whole(kept: Kept, tracker: DialogueStateTracker) -> list[str]:
    """All events of a conversation whose last session, or all of them, is that of a tracker made elsewhere."""
    events = [json.dumps(event.as_dict()) for event in tracker.events]
    return [*takewhile(lambda event: event not in events[:1], kept.events), *events]


def _event(kept: str) -> Event:
    event: Event = Event.from_parameters(json.loads(kept))
    return event
