"""Counts of what was asked and what became of it, day by day: no text, no conversation, and no count of a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from channels.transcript import Transcript

LEAST = 5  # a smaller count could be one person's
OTHERS = "autres"


@dataclass
class Day:
    """What was counted on a day."""

    conversations: int = 0  # begun on it
    messages: int = 0
    asked: Counter[str] = field(default_factory=Counter)  # messages by their shape, which is the intent
    told: Counter[str] = field(default_factory=Counter)  # replies by their kind
    judged: Counter[str] = field(default_factory=Counter)  # verdicts

    def rows(self) -> list[tuple[str, str, int]]:
        """What may be shown: measure, value, count. Nothing of it lets a count of a few be worked out."""
        whole = [("conversations", "", self.conversations), ("messages", "", self.messages)]
        parts = {"demandes": self.asked, "réponses": self.told, "avis": self.judged}
        found = [row for row in whole if row[2] >= LEAST]
        for measure, counts in parts.items():
            found += [(measure, value, count) for value, count in pooled(counts).items()]
        return found


async def by_day(conversations: AsyncIterator[Transcript]) -> dict[date, Day]:
    """The days of some conversations, as this machine's clock has them."""
    days: dict[date, Day] = {}
    async for conversation in conversations:
        days.setdefault(conversation.begun.astimezone().date(), Day()).conversations += 1
        for turn in conversation.turns.values():
            day = days.setdefault(turn.said.astimezone().date(), Day())
            day.messages += 1
            day.asked[turn.intent or "none"] += 1
            day.told.update(reply.kind for reply in turn.told)
            if turn.feedback:
                day.judged["utile" if turn.feedback["helpful"] else "pas utile"] += 1
    return dict(sorted(days.items()))


def pooled(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts, the largest first; small ones together as others, with the next larger ones until these are enough too."""
    kept = Counter(counts).most_common()
    others = 0
    while kept and (kept[-1][1] < LEAST or 0 < others < LEAST):
        others += kept.pop()[1]
    return dict(kept) | ({OTHERS: others} if others >= LEAST else {})
