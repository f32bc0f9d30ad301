"""The action that answers questions about the fund and its laureates."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

import knowledge
from actions import conversation
from dialogue.memory import SLOT, ever_offered, recalled
from dialogue.message import Message

ACTION_NAME = "action_answer"


class ActionAnswer(Action):
    """Answers the last message, in the light of those before."""

    def name(self) -> str:
        return ACTION_NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        kb = knowledge.shared()
        memory = recalled(tracker, kb)
        message = Message.of(tracker.latest_message)
        # The whole conversation is read again only where a button of it was pressed.
        earlier = ever_offered(tracker.events) if message.intent == "choose" else {}
        turn = conversation.reply_to(message, memory, kb, earlier)
        conversation.send(dispatcher, turn, tracker.get_latest_input_channel())
        return [SlotSet(SLOT, turn.memory.stored())]
