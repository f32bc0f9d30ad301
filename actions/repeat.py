"""The action that says the last answer again."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

import knowledge
from actions import conversation
from dialogue.memory import recalled

ACTION_NAME = "action_repeat"


class ActionRepeat(Action):
    """Answers the last question once more."""

    def name(self) -> str:
        return ACTION_NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        memory = recalled(tracker, knowledge.shared())
        if memory.last is None:
            dispatcher.utter_message(response="utter_greet")
            return []
        turn = conversation.answer((memory.last,), memory, knowledge.shared())
        conversation.send(dispatcher, turn, tracker.get_latest_input_channel())
        return []
