"""Playing scenarios against the trained assistant, in this process."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import knowledge
from evaluation.scenarios import Expected, Result, Scenario, Verdict, judge, play
from serving.agent import Assistant


def speaker(assistant: Assistant) -> Callable[[str], tuple[str, str]]:
    """A new conversation: says a message, returns the reply and its kind."""
    conversation = uuid.uuid4().hex

    def say(text: str) -> tuple[str, str]:
        said = assistant.say(text, conversation)
        return said.text, said.kind

    return say


def play_all(scenarios: list[Scenario], assistant: Assistant) -> list[Result]:
    """Plays scenarios, each in a conversation of its own."""
    kb = knowledge.shared()
    return [play(scenario, speaker(assistant), kb) for scenario in scenarios]


def ask(turn: Expected, assistant: Assistant) -> Verdict:
    """Plays one turn, in a conversation of its own."""
    return judge(turn, *speaker(assistant)(turn.user), knowledge.shared())
