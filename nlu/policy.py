"""Decides what follows a message: one intent, one action, as data/rules.yml says; then the assistant listens.

In place of Rasa's RulePolicy and MemoizationPolicy, which for each prediction make the states of all turns and match
them with all rules, to find the same: a millisecond of each message (docs/measures.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rasa.core.constants import RULE_POLICY_PRIORITY
from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData, confidence_scores_for
from rasa.core.policies.rule_policy import DEFAULT_ACTION_MAPPINGS
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, DefinePrevUserUtteredFeaturization, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException

_FILE = "actions.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class OneAction(Policy):
    """Answers each intent by its action; one that no rule or story tells of, by the action ``otherwise``."""

    actions: Mapping[str, str] = MappingProxyType({})

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and their defaults."""
        return {"priority": RULE_POLICY_PRIORITY, "otherwise": "action_default_fallback"}

    @staticmethod
    def supported_data() -> SupportedData:
        """Rules and stories."""
        return SupportedData.ML_AND_RULE_DATA

    def train(self, training_trackers: list[DialogueStateTracker], domain: Domain, **kwargs: Any) -> Resource:
        """Learns the action of each intent.

        Raises:
            InvalidConfigException: rules and stories give one intent two actions.
        """
        actions = dict(DEFAULT_ACTION_MAPPINGS)
        for intent, action in _told(training_trackers):
            if actions.setdefault(intent, action) != action:
                raise InvalidConfigException(f"{intent} is answered both by {actions[intent]} and by {action}")
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(actions))
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> OneAction:
        """The policy as it was trained."""
        policy = cls(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            policy.actions = json.loads(Path(folder, _FILE).read_text())
        return policy

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The one action that follows, for sure."""
        return self._prediction(confidence_scores_for(self.following(tracker), 1.0, domain))

    def following(self, tracker: DialogueStateTracker) -> str:
        """The action that follows what a tracker holds."""
        if tracker.latest_action_name != ACTION_LISTEN_NAME or tracker.latest_message is None:
            return ACTION_LISTEN_NAME
        intent = tracker.latest_message.intent.get("name")
        return self.actions.get(str(intent), str(self.config["otherwise"]))


def _told(trackers: Iterable[DialogueStateTracker]) -> Iterator[tuple[str, str]]:
    """Each intent of rules and stories, with the action that comes next."""
    for tracker in trackers:
        events = [event for event in tracker.events if not isinstance(event, DefinePrevUserUtteredFeaturization)]
        for heard, done in pairwise(events):
            if isinstance(heard, UserUttered) and isinstance(done, ActionExecuted):
                yield str(heard.intent["name"]), str(done.action_name)
