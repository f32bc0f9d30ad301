"""The tracker store for when none is configured: in memory, and whole."""

from __future__ import annotations

from itertools import takewhile

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker


class WholeInMemory(InMemoryTrackerStore):
    """Rasa's own store drops the earlier sessions of a conversation when it saves a later one; this one does not."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves a tracker, which may hold the last session alone, behind the sessions before."""
        kept = await self.retrieve_full_tracker(tracker.sender_id)
        if kept is not None and tracker.events:
            first = tracker.events[0].as_dict()
            earlier = list(takewhile(lambda event: event.as_dict() != first, kept.events))
            events = [*earlier, *tracker.events]
            tracker = DialogueStateTracker.from_events(tracker.sender_id, events, self.domain.slots)
        await super().save(tracker)
