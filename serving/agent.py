"""The assistant as an object in this process, for tests, measures and tools."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain

from channels.rest import heard
from serving import endpoints
from serving.in_process import InProcessActions
from serving.locks import InProcessLocks
from serving.logs import quiet
from serving.stores import WholeInMemory
from wording import say
from wording.fixed import kind_of


@dataclass(frozen=True)
class Said:
    """What the assistant says in a turn."""

    text: str
    kind: str  # answer, absent, clarify, out_of_scope, misunderstood, talk
    payload: dict[str, Any]
    buttons: tuple[dict[str, str], ...]


class Assistant:
    """A trained assistant that one can talk to; it keeps conversations in memory unless it is given another store."""

    def __init__(self, model: str, store: TrackerStore | None = None) -> None:
        quiet()
        endpoints.report_failures()
        self.loop = asyncio.new_event_loop()
        self.agent: Agent = Agent.load(
            model,
            tracker_store=store or WholeInMemory(Domain.empty()),
            lock_store=InProcessLocks(),
            action_endpoint=InProcessActions(),
        )
        self._fixed = {
            variant["text"]: name for name, variants in self.agent.domain.responses.items() for variant in variants
        }

    def say(self, text: str, conversation: str = "default") -> Said:
        """The reply to a message, as a channel gets it; the introduction of a new conversation is left out."""
        messages = self.messages(text, conversation)
        answered = [m for m in messages if m.get("text") != say("introduction")]
        payload: dict[str, Any] = next((m["custom"] for m in answered if m.get("custom")), {})
        buttons = tuple(b for m in answered for b in m.get("buttons") or ())
        text = "\n".join(m["text"] for m in answered if m.get("text"))
        return Said(text, payload.get("kind") or self._kind(answered), payload, buttons)

    def answered(self, text: str, conversation: str) -> tuple[str, dict[str, Any]]:
        """The text and the payload of the reply to a message."""
        said = self.say(text, conversation)
        return said.text, said.payload

    def messages(self, text: str, conversation: str) -> list[dict[str, Any]]:
        """The messages that a channel gets for one, as they are."""
        handled = self.agent.handle_text(heard(text), sender_id=conversation)
        return self.loop.run_until_complete(handled) or []

    def _kind(self, messages: list[dict[str, Any]]) -> str:
        """The kind of a fixed reply, which has no typed payload."""
        kinds = {kind_of(self._fixed.get(m.get("text", ""))) for m in messages}
        return next(iter(kinds - {"talk"}), "talk")

    def parse(self, text: str) -> dict[str, Any]:
        """What the NLU finds in a message."""
        return self.loop.run_until_complete(self.parsing(text))

    async def parsing(self, text: str) -> dict[str, Any]:
        """What the NLU finds in a message, for who has a loop."""
        parsed: dict[str, Any] = await self.agent.parse_message(heard(text))
        return parsed
