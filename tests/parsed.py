"""Messages as the NLU passes them on, written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dialogue.message import Message
from nlu import entities


@dataclass(frozen=True)
class Found:
    """Something found in a text: its kind, its value, and the words that say it."""

    kind: str
    value: Any
    said: str
    confidence: float = 1.0


def parsed(intent: str, text: str, *found: Found) -> dict[str, Any]:
    """A tracker's ``latest_message``; words said twice are found in their order."""
    spans, after = [], 0
    for f in found:
        start = text.find(f.said, after)
        start = text.index(f.said) if start < 0 else start
        place = (start, start + len(f.said))
        after = start if f.said == text else start + 1
        spans.append(entities.entity(f.kind, f.value, place, "Test", f.confidence, f.said))
    return {"intent": {"name": intent, "confidence": 0.9}, "entities": spans, "text": text}


def message(intent: str, text: str, *found: Found) -> Message:
    """The message that the actions read."""
    return Message.of(parsed(intent, text, *found))


def amount(euros: int, said: str, **bounds: Any) -> Found:
    """An amount, with its bounds if any."""
    limits = {"low": None, "high": None, "strict": False, **bounds} if bounds else None
    return Found("amount", {"euros": euros, "range": limits}, said)
