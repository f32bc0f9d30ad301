"""What was said in a conversation, read from the events of Rasa's tracker: the one place where it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from wording import say
from wording.fixed import kind_of

FEEDBACK_SLOT = "feedback"
SESSION_START = "action_session_start"


@dataclass
class Reply:
    """One reply of the assistant, as channels/openapi.yml describes it."""

    text: str
    kind: str
    sources: list[dict[str, str]] = field(default_factory=list)
    choices: list[dict[str, str]] = field(default_factory=list)
    chart: dict[str, Any] | None = None
    lack: str = ""  # why something that was asked is not told: see knowledge.answers

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        drawn = {"chart": self.chart} if self.chart else {}
        return {"text": self.text, "kind": self.kind, "sources": self.sources, "choices": self.choices, **drawn}


@dataclass
class Turn:
    """What a person said and when, and the replies to it; none where the turn failed, and was taken back."""

    id: str
    text: str
    said: datetime
    replies: list[Reply] = field(default_factory=list)
    failed: bool = False
    feedback: dict[str, Any] | None = None
    intent: str = ""  # what the assistant took it for

    @property
    def told(self) -> list[Reply]:
        """The replies; an apology where there are none."""
        return self.replies or [Reply(say("apology"), "apology")]

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        judged = {"feedback": self.feedback} if self.feedback else {}
        return {"id": self.id, "text": self.text, "replies": [r.plain() for r in self.told], **judged}


@dataclass
class Transcript:
    """A whole conversation."""

    begun: datetime
    replies: list[Reply] = field(default_factory=list)
    turns: dict[str, Turn] = field(default_factory=dict)  # by the ids of their messages, in order
    offered: dict[str, str] = field(default_factory=dict)  # the labels of all choices that were offered, by their ids
    repeated: int = 0  # messages that were heard again after they had been answered: there should be none

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "begun": self.begun.isoformat(timespec="seconds"),
            "replies": [reply.plain() for reply in self.replies],
            "turns": [turn.plain() for turn in self.turns.values()],
        }


def read(events: Iterable[dict[str, Any]]) -> Transcript | None:
    """The transcript of a tracker's events, given as plain data and over all of its sessions; None before the first.

    A message that comes again with the same id, after a turn that failed, replaces that turn. When a session begins
    in the middle of a conversation, Rasa introduces the assistant anew: that is not told a second time.
    """
    events = list(events)
    starts = [event["timestamp"] for event in events if event["event"] == "session_started"]
    if not starts:
        return None
    told = Transcript(datetime.fromtimestamp(starts[0], UTC))
    saying = told.replies
    turn: Turn
    for event in events:
        kind = event["event"]
        if kind == "action" and event["name"] == SESSION_START and told.replies:
            saying = []
        elif kind == "user":
            earlier = told.turns.pop(event["message_id"], None)
            told.repeated += earlier is not None and bool(earlier.replies)
            said = datetime.fromtimestamp(event["timestamp"], UTC)
            intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name") or ""
            turn = Turn(event["message_id"], told.offered.get(event["text"], event["text"]), said, intent=intent)
            told.turns[turn.id] = turn
            saying = turn.replies
        elif kind == "rewind":
            turn.failed = True
        elif kind == "bot":
            _add(saying, event)
            told.offered.update((choice["id"], choice["label"]) for reply in saying[-1:] for choice in reply.choices)
        elif kind == "slot" and event["name"] == FEEDBACK_SLOT and event["value"]:
            _judge(told, event["value"])
    return told


def _add(replies: list[Reply], event: dict[str, Any]) -> None:
    """Adds a message of the bot: a text begins a reply, a payload without text belongs to the one before."""
    data = event.get("data") or {}
    if event.get("text"):
        choices = [{"id": b["payload"], "label": b["title"]} for b in data.get("buttons") or ()]
        metadata = event.get("metadata") or {}
        outcome = metadata.get("outcome") or {}
        kind = outcome.get("kind") or kind_of(metadata.get("utter_action"))
        replies.append(Reply(event["text"], kind, choices=choices, lack=outcome.get("lack", "")))
    payload = data.get("custom")
    if payload and replies:
        reply = replies[-1]
        reply.kind, reply.chart = payload.get("kind", reply.kind), payload.get("chart")
        reply.sources = payload.get("sources", [])


def _judge(told: Transcript, verdict: dict[str, Any]) -> None:
    turn = told.turns.get(verdict["turn"])
    if turn is not None:
        turn.feedback = {name: verdict[name] for name in ("helpful", "reason") if name in verdict}
