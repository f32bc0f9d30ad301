"""The action for a person's own affairs: not the assistant's job, but the subject is remembered for what comes next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

import knowledge
from actions import conversation
from dialogue.memory import SLOT, Memory, recalled
from dialogue.message import Message
from dialogue.reading import read
from knowledge import KnowledgeBase, Subject
from knowledge.selection import members

ACTION_NAME = "action_personal_procedure"


def _said_again(topics: tuple[Subject, ...], memory: Memory, kb: KnowledgeBase) -> bool:
    """Whether topics are only themes of what was last spoken of: "ma voiture y est", of the pound."""
    focus = memory.turns[0].focus if memory.turns else None
    if focus is None:
        return False
    own = set(members(kb, focus))
    return all(topic.kind == "theme" and own <= set(members(kb, topic)) for topic in topics)


class ActionPersonalProcedure(Action):
    """Points to where such affairs are dealt with."""

    def name(self) -> str:
        return ACTION_NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        turn = conversation.personal_procedure()
        conversation.send(dispatcher, turn, tracker.get_latest_input_channel())
        kb = knowledge.shared()
        memory = recalled(tracker, kb)
        spoken_of = read(Message.of(tracker.latest_message), kb)[0].question
        topics = spoken_of.about.topical
        if not topics or _said_again(topics, memory, kb):
            return []
        return [SlotSet(SLOT, memory.speaking_of(spoken_of).stored())]
