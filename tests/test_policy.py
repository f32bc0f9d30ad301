"""The policy: the action of each rule, then listening; rules that contradict each other are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.policies.rule_policy import DEFAULT_ACTION_MAPPINGS
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.utils.io import read_yaml_file

from nlu.policy import OneAction
from serving.agent import Assistant
from serving.model import HERE

LISTEN = ActionExecuted("action_listen")
RULES = {
    rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in read_yaml_file(HERE / "data/rules.yml")["rules"]
}


def after(assistant: Assistant, *events: Event) -> str:
    """The action that the trained policy, in Rasa's whole graph, lets follow."""
    domain = assistant.agent.domain
    tracker = DialogueStateTracker.from_events("someone", events, domain.slots, domain=domain)
    prediction = assistant.agent.processor._predict_next_with_tracker(tracker)
    return str(domain.action_names_or_texts[prediction.probabilities.index(prediction.max_confidence)])


def heard(intent: str) -> UserUttered:
    return UserUttered("…", {"name": intent, "confidence": 1.0})


def untrained(folder: Path) -> OneAction:
    storage, context = LocalModelStorage(folder), ExecutionContext(GraphSchema({}))
    return OneAction.create(OneAction.get_default_config(), storage, Resource("policy"), context)


def told(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("rule", events)


@pytest.mark.parametrize(("intent", "action"), sorted(RULES.items()))
def test_each_intent_has_the_action_of_its_rule_and_then_it_listens(
    assistant: Assistant, intent: str, action: str
) -> None:
    assert after(assistant, LISTEN, heard(intent)) == action
    assert after(assistant, LISTEN, heard(intent), ActionExecuted(action)) == "action_listen"
    assert after(assistant, LISTEN, heard("greet"), ActionExecuted("utter_greet"), LISTEN, heard(intent)) == action


def test_an_intent_without_rule_has_the_other_action(tmp_path: Path) -> None:
    policy = untrained(tmp_path)
    policy.train([told(LISTEN, heard("greet"), ActionExecuted("utter_greet"), LISTEN)], Domain.empty())
    loaded = OneAction.load(
        {**policy.config, "otherwise": "action_misunderstood"},
        policy._model_storage,
        policy._resource,
        ExecutionContext(GraphSchema({})),
    )

    def following(*events: Event) -> str:
        return loaded.following(told(*events))

    assert following(LISTEN, heard("greet")) == "utter_greet"
    assert following(LISTEN, heard("nothing that is known")) == "action_misunderstood"
    assert following() == "action_listen"
    for intent, action in DEFAULT_ACTION_MAPPINGS.items():
        assert following(LISTEN, heard(intent)) == action


def test_rules_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    one = told(LISTEN, heard("greet"), ActionExecuted("utter_greet"), LISTEN)
    other = told(LISTEN, heard("greet"), ActionExecuted("utter_goodbye"), LISTEN)

    with pytest.raises(InvalidConfigException, match="greet is answered both by utter_greet and by utter_goodbye"):
        untrained(tmp_path).train([one, other], Domain.empty())
