"""The action for a person's own affairs: not the assistant's job, but the subject is remembered for what comes next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

import knowledge
from actions import conversation
from dialogue.memory import SLOT, recalled
from dialogue.message import Message
from dialogue.reading import read
from knowledge import Subject
from knowledge.selection import members

ACTION_NAME = "action_personal_procedure"


def _holds(topics: tuple[Subject, ...], focus: Subject | None) -> bool:
    """Whether topics are those of what was spoken of."""
    kb = knowledge.shared()
    return focus is not None and all(set(members(kb, focus)) <= set(members(kb, topic)) for topic in topics)


class ActionPersonalProcedure(Action):
    """Points to where such affairs are dealt with."""

    def name(self) -> str:
        return ACTION_NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        turn = conversation.personal_procedure()
        conversation.send(dispatcher, turn, tracker.get_latest_input_channel())
        memory = recalled(tracker, knowledge.shared())
        spoken_of = read(Message.of(tracker.latest_message), knowledge.shared())[0].question
        topics, told = spoken_of.about.topical, memory.turns[:1]
        again = told and told[0].focus is not None and all(s.kind == "theme" for s in topics)
        if not topics or (again and _holds(topics, told[0].focus)):
            return []  # "ma voiture y est", of the pound that was spoken of
        return [SlotSet(SLOT, memory.speaking_of(spoken_of).stored())]
