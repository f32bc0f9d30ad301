"""A tracker store of a kind from which nothing can be deleted."""

from __future__ import annotations

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker


class Forgetless(TrackerStore):
    """Keeps nothing, and cannot forget."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Does nothing."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Finds nothing."""
        return None

    async def keys(self) -> list[str]:
        """Knows no conversation."""
        return []
