"""Where the time of one message goes: reading and writing the conversation, each component of the NLU, the policy, the
action, and in it the question, knowledge and wording. What the channel adds is the reply over REST less the whole turn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

import knowledge
from channels.rest import heard
from dialogue.memory import Memory
from dialogue.message import Message
from dialogue.reading import read
from serving.agent import Assistant
from wording import render

ROUNDS = 3
Stage = Callable[[int], object]


def medians(assistant: Assistant, texts: Sequence[str]) -> dict[str, float]:
    """The median milliseconds of each stage, in this process; those of the whole turn hold those below them."""
    kb = knowledge.shared()
    parsed = [Message.of(assistant.parse(text)) for text in texts]
    asked = [read(message, kb)[0].question for message in parsed]
    answers = [kb.ask(question) for question in asked]
    trackers = [_heard(assistant, text) for text in texts]
    calls = _calls(assistant, texts)
    wait = assistant.loop.run_until_complete
    endpoint, store = assistant.agent.action_endpoint, assistant.agent.tracker_store
    stages: dict[str, Stage] = {
        "whole turn": lambda i: assistant.messages(texts[i], f"turn {i // 5}"),
        "conversation, read": lambda i: wait(store.retrieve(f"turn {i // 5}")),
        "NLU": lambda i: assistant.parse(texts[i]),
        "policy, one prediction": lambda i: assistant.agent.processor._predict_next_with_tracker(trackers[i]),
        "action": lambda i: wait(endpoint.request(json=calls[i])),
        "question": lambda i: (read(parsed[i], kb), Memory.of(None)),
        "knowledge": lambda i: kb.ask(asked[i]),
        "wording": lambda i: render(answers[i], kb),
    }
    found = {name: _median(stage, len(texts)) for name, stage in stages.items()}
    return {**found, "conversation, written": _writing(assistant, len(texts)), **_components(assistant, texts)}


def _calls(assistant: Assistant, texts: Sequence[str]) -> list[dict[str, Any]]:
    """What Rasa gives to the action that follows each text, in conversations of some turns; the texts without action
    have that of the one before."""
    endpoint: Any = assistant.agent.action_endpoint
    heard_last: list[dict[str, Any]] = []
    request = endpoint.request

    async def recorded(*args: Any, json: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        heard_last.append(json)
        done: dict[str, Any] = await request(*args, json=json, **kwargs)
        return done

    endpoint.request = recorded
    try:
        return [_last_after(assistant, text, f"call {i // 5}", heard_last) for i, text in enumerate(texts)]
    finally:
        del endpoint.request


def _last_after(assistant: Assistant, text: str, conversation: str, calls: list[dict[str, Any]]) -> dict[str, Any]:
    assistant.messages(text, conversation)
    return calls[-1]


def _writing(assistant: Assistant, count: int) -> float:
    """The median milliseconds of keeping the events of one more turn: here those of the last, said again."""
    store, wait = assistant.agent.tracker_store, assistant.loop.run_until_complete
    times = []
    for number in range(count):
        tracker: Any = wait(store.retrieve(f"turn {number // 5}"))
        heard_at = max(place for place, event in enumerate(tracker.events) if isinstance(event, UserUttered))
        tracker.events.extend(list(tracker.events)[heard_at:])
        start = time.perf_counter()
        wait(store.save(tracker))
        times.append(1000 * (time.perf_counter() - start))
    return median(times)


def _components(assistant: Assistant, texts: Sequence[str]) -> dict[str, float]:
    """The median milliseconds of each component, in the order in which Rasa's graph runs them."""
    runner: Any = assistant.agent.processor.graph_runner
    nodes = [(n, node) for n, node in runner._instantiated_nodes.items() if n.startswith("run_") and _is_of_nlu(node)]
    times: dict[str, list[float]] = {}
    for text in [*texts[:20], *texts]:
        message = UserMessage(heard(text))
        passed: Any = runner._instantiated_nodes["nlu_message_converter"]._component.convert_user_message([message])
        for name, node in nodes:
            start = time.perf_counter()
            passed = node._component.process(passed)
            times.setdefault(_short(name), []).append(1000 * (time.perf_counter() - start))
    return {f"NLU: {name}": median(values[20:]) for name, values in times.items()}


def _is_of_nlu(node: Any) -> bool:
    return node._fn_name == "process"


def _short(node: str) -> str:
    """The class of a node such as "run_nlu.tokenizer.FrenchTokenizer0"."""
    return node.removeprefix("run_").rsplit(".", 1)[-1].rstrip("0123456789")


def _heard(assistant: Assistant, text: str) -> DialogueStateTracker:
    """A tracker that has just heard a message."""
    parsed = assistant.parse(text)
    said = UserUttered(text, parsed["intent"], parsed["entities"], parsed)
    return DialogueStateTracker.from_events(
        "stages", [said], assistant.agent.domain.slots, domain=assistant.agent.domain
    )


def _median(run: Stage, count: int) -> float:
    times = []
    for _ in range(ROUNDS):
        for index in range(count):
            start = time.perf_counter()
            run(index)
            times.append(1000 * (time.perf_counter() - start))
    return median(times)
