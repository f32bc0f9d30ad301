"""A message as the NLU understood it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Message:
    """What the NLU found: the intent, the entities in order, the text as it is meant."""

    intent: str
    confidence: float
    entities: tuple[dict[str, Any], ...]
    text: str
    offset: int = 0  # where the text starts, for a part of a message
    meant: Message | None = None  # what it means in canonical words
    parts: tuple[Message, ...] = ()  # the questions of their own that it holds: see nlu/parts.py
    after: str = ""  # of such a paraphrase: what has to be told before: a project, several things, a call

    @classmethod
    def of(cls, parsed: dict[str, Any]) -> Message:
        """The message of a tracker's ``latest_message``."""
        found = sorted(parsed.get("entities") or [], key=lambda e: e.get("start") or 0)
        meant: dict[str, Any] | None = parsed.get("meant")
        intent = (meant["otherwise"] if meant else parsed.get("intent")) or {}
        text, found = _mended(parsed.get("text") or "", found, parsed.get("mended") or ())
        return cls(
            str(intent.get("name") or ""),
            float(intent.get("confidence") or 0.0),
            tuple(found),
            text.lower() if text.isupper() and len(text.lower()) == len(text) else text,
            meant=cls.in_other_words(meant) if meant else None,
            parts=tuple(cls.of(part) for part in parsed.get("parts") or ()),
        )

    @classmethod
    def in_other_words(cls, meant: dict[str, Any]) -> Message:
        """The paraphrase of a message: see nlu/paraphraser.py."""
        found = sorted(meant["entities"], key=lambda e: e.get("start") or 0)
        return cls(str(meant["intent"]), 1.0, tuple(found), str(meant["text"]), after=str(meant["after"]))

    def first(self, kind: str) -> Any:
        """The value of the first entity of a kind."""
        return next((e["value"] for e in self.entities if e["entity"] == kind), None)

    def values(self, kind: str) -> list[Any]:
        """The values of the entities of a kind, in order."""
        return [e["value"] for e in self.entities if e["entity"] == kind]

    def between(self, start: int, end: int) -> Message:
        """The part of the message between two places."""
        inside = tuple(e for e in self.entities if start <= (e.get("start") or 0) < end)
        return Message(self.intent, self.confidence, inside, self.text[start:end], start)


def _mended(
    text: str, entities: list[dict[str, Any]], mended: Iterable[tuple[int, int, str]]
) -> tuple[str, list[dict[str, Any]]]:
    """A text in normal words, and the entities in their new places."""
    for start, end, word in sorted(mended, reverse=True):
        text = text[:start] + word + text[end:]
        longer = len(word) - (end - start)
        entities = [
            {**e, **{side: e[side] + longer for side in ("start", "end") if (e.get(side) or 0) >= end}}
            for e in entities
        ]
    return text, entities
