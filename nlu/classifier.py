"""Rasa's logistic regression, fed at once with the rows of features rather than by stacking them one by one."""

from __future__ import annotations

import numpy
import scipy.sparse
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """What is asked, by the sparse features of a question; there are no dense ones here."""

    def _create_X(self, messages: list[Message]) -> scipy.sparse.csr_matrix:
        rows = [message.get_sparse_features(attribute=TEXT)[1].features.tocoo() for message in messages]
        numbers = numpy.repeat(numpy.arange(len(rows)), [row.nnz for row in rows])
        columns = numpy.concatenate([row.col for row in rows])
        values = numpy.concatenate([row.data for row in rows])
        return scipy.sparse.csr_matrix((values, (numbers, columns)), shape=(len(rows), rows[0].shape[1]))
