"""What a message does in a dialogue, told by its words: "à eux deux ?" adds up, "et le reste ?" asks for the others.

The examples of data/follow_ups/ carry their act as metadata; all others do none of these. Turns of phrase are learnt here
where no list of them is ever complete.
"""

from __future__ import annotations

from typing import Any

import numpy
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.classifier import ACT, Numbers, act_of, as_matrix, keep, kept, likelihoods, row_of

NONE = "none"
_FILE = "acts.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(GraphComponent):
    """A logistic regression over the sparse features of a question, beside that of the intents."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource
        self._classes: Numbers = numpy.array([], dtype=str)
        self._weights: Numbers = numpy.zeros((0, 0), dtype=numpy.float32)
        self._bias: Numbers = numpy.zeros(0, dtype=numpy.float32)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActClassifier:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ActClassifier:
        """The classifier with what training stored."""
        classifier = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            classifier._classes, classifier._weights, classifier._bias = kept(folder / _FILE)
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the acts of the examples."""
        from sklearn.linear_model import LogisticRegression

        examples = training_data.intent_examples
        acts = [act_of(example) or NONE for example in examples]
        if set(acts) == {NONE}:
            return self._kept(numpy.array([NONE]), numpy.zeros((1, row_of(examples[0]).shape[1])), numpy.zeros(1))
        # A third of the time that the usual tolerance takes; one act in a thousand comes out otherwise.
        learner = LogisticRegression(solver="liblinear", class_weight="balanced", random_state=1, tol=0.01)
        learner.fit(as_matrix([row_of(example) for example in examples]), acts)
        return self._kept(learner.classes_, learner.coef_, learner.intercept_)

    def _kept(self, classes: Numbers, weights: Numbers, bias: Numbers) -> Resource:
        """What was learnt, stored as plain numbers."""
        self._classes, self._weights, self._bias = classes, weights.astype(numpy.float32), bias
        with self._storage.write_to(self._resource) as folder:
            keep(folder / _FILE, self._classes, self._weights, self._bias)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages, each with its likeliest act and how likely it is."""
        for message in messages:
            if message.get(TEXT) and message.get_sparse_features(attribute=TEXT)[1] is not None:
                act, confidence = self._likeliest(row_of(message))
                message.set(ACT, {"name": act, "confidence": confidence}, add_to_output=True)
        return messages

    def _likeliest(self, row: scipy.sparse.coo_matrix) -> tuple[str, float]:
        likely = likelihoods(self._weights, self._bias, row)
        best = int(likely.argmax())
        return str(self._classes[best]), float(likely[best])
