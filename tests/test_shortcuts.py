"""Each shortcut through Rasa against what it replaces."""

from __future__ import annotations

import ast
import inspect

import pytest
from rasa.core import processor
from rasa.core.channels.channel import UserMessage
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.utils.endpoints import EndpointConfig

from serving import shortcuts
from serving.agent import Assistant
from serving.in_process import InProcessActions

# Kept before an assistant puts the shortcut in its place; what is imported later would be the shortcut itself.
RASAS_RUN = DaskGraphRunner.run if DaskGraphRunner.run is not shortcuts.run_in_order else None
QUESTIONS = ("combien pour la Culture ?", "quels projets sur le cloud ?", "bonjour", "qwertz uiop", "et les autres ?")


def test_the_shortcuts_are_taken(assistant: Assistant) -> None:
    assert DaskGraphRunner.run is shortcuts.run_in_order
    assert isinstance(assistant.agent.action_endpoint, InProcessActions)
    assert isinstance(assistant.agent.action_endpoint, EndpointConfig)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_message_is_parsed_as_dask_would(assistant: Assistant, question: str) -> None:
    assert RASAS_RUN is not None, "import this module before an assistant is loaded"
    runner = assistant.agent.processor.graph_runner
    processor = assistant.agent.processor
    targets = [processor.model_metadata.nlu_target]

    def parsed(run: object) -> list[dict[str, object]]:
        inputs = {"__message__": [UserMessage(question)]}
        (message,) = run(runner, inputs=inputs, targets=targets)[targets[0]]  # type: ignore[operator]
        return [message.data["intent"], message.data.get("entities", []), message.data["intent_ranking"]]

    assert parsed(shortcuts.run_in_order) == parsed(RASAS_RUN)


def test_copies_are_made_for_a_debug_log_alone(assistant: Assistant) -> None:
    source = ast.parse(inspect.getsource(processor))
    in_logs = {
        id(node)
        for call in ast.walk(source)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "structlogger.debug"
        for node in ast.walk(call)
    }
    uses = [n for n in ast.walk(source) if isinstance(n, ast.Name) and n.id == "copy"]

    assert processor.copy is shortcuts.NO_COPIES
    assert uses and all(id(use) in in_logs for use in uses)


def test_a_type_of_event_is_the_one_that_rasa_finds() -> None:
    for name in ("user", "bot", "action", "slot", "session_started", "restart"):
        assert shortcuts._type_of_event(name) is shortcuts._resolve(name)
    assert shortcuts._type_of_event("nothing", UserUttered) is UserUttered
    assert shortcuts._type_of_event("user") is UserUttered
    assert Event.from_parameters({"event": "slot", "name": "mood", "value": 1}) == SlotSet("mood", 1)
