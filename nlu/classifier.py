"""Rasa's logistic regression, fed at once with the rows of features, and read without scikit-learn's checks of its input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import scipy.sparse
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import RANKING_LENGTH, LogisticRegressionClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.special import expit

ACT = "act"
_FILE = "regression.npz"
# As scikit-learn names them.
LEARNT = ("classes_", "coef_", "intercept_")
Numbers = numpy.ndarray[Any, Any]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """What is asked, by the sparse features of a question; there are no dense ones here."""

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the intents of the questions; those of follow-ups are told by their acts: see nlu/act_classifier.py."""
        questions = [example for example in training_data.training_examples if not act_of(example)]
        return super().train(TrainingData(questions))

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages, each with its likely intents.

        Between more than two intents, the solver liblinear's model is one regression for each: what ``predict_proba``
        makes of them takes a line here, and a tenth of the time. See tests/test_featurizer.py.
        """
        if self.clf.solver != "liblinear" or len(self.clf.classes_) < 3:
            return super().process(messages)
        for message in messages:
            row = row_of(message)
            likely = likelihoods(self.clf.coef_, self.clf.intercept_, row)
            ranked = [
                {"name": str(self.clf.classes_[place]), "confidence": float(likely[place])}
                for place in numpy.argsort(-likely, kind="stable")
            ]
            message.set(INTENT, ranked[0], add_to_output=True)
            if self.config[RANKING_LENGTH] > 0:
                ranked = ranked[: self.config[RANKING_LENGTH]]
            message.set(INTENT_RANKING_KEY, ranked, add_to_output=True)
        return messages

    def persist(self) -> None:
        """Keeps what was learnt as plain numbers; Rasa's own way is a library that takes seconds to import."""
        with self._model_storage.write_to(self._resource) as folder:
            keep(folder / _FILE, *(getattr(self.clf, name) for name in LEARNT))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """The classifier with what training stored."""
        classifier = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            for name, learnt in zip(LEARNT, kept(folder / _FILE)):
                setattr(classifier.clf, name, learnt)
        return classifier

    def _create_X(self, messages: list[Message]) -> scipy.sparse.csr_matrix:
        return as_matrix([row_of(message) for message in messages])


def act_of(example: Message) -> str | None:
    """The act of a dialogue that an example is given in the training data, as metadata of its intent."""
    told: dict[str, Any] = (example.get("metadata") or {}).get("intent") or {}
    return told.get(ACT)


def likelihoods(weights: Numbers, bias: Numbers, row: scipy.sparse.coo_matrix) -> Numbers:
    """How likely each class is, by one regression for each, for the features of a question."""
    likely: Numbers = expit(weights[:, row.col] @ row.data + bias)
    return likely / likely.sum()


def keep(file: Path, classes: Numbers, weights: Numbers, bias: Numbers) -> None:
    """Stores what was learnt as plain numbers."""
    numpy.savez(file, **dict(zip(LEARNT, (classes.astype(str), weights, bias))))


def kept(file: Path) -> tuple[Numbers, ...]:
    """What was learnt: the classes, their weights and their bias."""
    with numpy.load(file, allow_pickle=False) as learnt:
        return tuple(learnt[name] for name in LEARNT)


def as_matrix(rows: list[scipy.sparse.coo_matrix]) -> scipy.sparse.csr_matrix:
    """The features of several questions."""
    numbers = numpy.repeat(numpy.arange(len(rows)), [row.nnz for row in rows])
    columns = numpy.concatenate([row.col for row in rows])
    values = numpy.concatenate([row.data for row in rows])
    return scipy.sparse.csr_matrix((values, (numbers, columns)), shape=(len(rows), rows[0].shape[1]))


def row_of(message: Message) -> scipy.sparse.coo_matrix:
    """The features of a whole question."""
    return message.get_sparse_features(attribute=TEXT)[1].features.tocoo()
