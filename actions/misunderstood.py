"""The action for a message that is not understood: likely readings rather than a bare apology."""

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

ACTION_NAME = "action_misunderstood"


class ActionMisunderstood(Action):
    """Offers what the message may have meant."""

    def name(self) -> str:
        return ACTION_NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        memory = recalled(tracker, knowledge.shared())
        likely = [i["name"] for i in tracker.latest_message.get("intent_ranking") or []]
        turn = conversation.misunderstood(Message.of(tracker.latest_message), likely, memory, knowledge.shared())
        conversation.send(dispatcher, turn, tracker.get_latest_input_channel())
        return [SlotSet(SLOT, turn.memory.stored())]
