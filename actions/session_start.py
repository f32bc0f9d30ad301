"""The start of a session: the person is told that this is a machine, and what it knows."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, SessionStarted
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from wording import say

ACTION_NAME = "action_session_start"


class ActionSessionStart(Action):
    """Introduces the assistant once, before its first answer."""

    def name(self) -> str:
        return ACTION_NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=say("introduction"))
        return [SessionStarted(), ActionExecuted("action_listen")]
