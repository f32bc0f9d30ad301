"""The features of a question against those of the libraries whose work is done here in less time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy
import pytest
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import (
    FEATURE_TYPE_SENTENCE,
    FEATURE_TYPE_SEQUENCE,
    INTENT,
    INTENT_RANKING_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.classifier import IntentClassifier
from nlu.featurizer import _Terms

LEARNT = [
    "combien pour la Culture ?",
    "quels projets sur le cloud ?",
    "combien de projets pour la culture et le cloud",
    "à quoi sert la Géoplateforme ?",
]
ASKED = [*LEARNT, "combien combien combien de projets", "où est passé l'argent ?", "ÉTÉ été etE", "", "xyz"]
VECTORIZERS = {
    "words": TfidfVectorizer(token_pattern=r"\w+", ngram_range=(1, 2), strip_accents="unicode", sublinear_tf=True),
    "characters": TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), strip_accents="unicode", sublinear_tf=True),
}


@pytest.mark.parametrize("kind", VECTORIZERS)
@pytest.mark.parametrize("text", ASKED)
def test_terms_weigh_what_the_vectorizer_gives_them(kind: str, text: str) -> None:
    vectorizer = VECTORIZERS[kind].fit(LEARNT)
    expected = vectorizer.transform([text]).toarray()[0]
    weighed = numpy.zeros(len(expected))
    for place, weight in _Terms.of(vectorizer).weighed(text):
        weighed[place] = weight

    assert weighed == pytest.approx(expected)


def test_terms_are_kept_as_plain_data() -> None:
    terms = _Terms.of(VECTORIZERS["words"].fit(LEARNT))
    kept = terms.plain()

    assert _Terms(terms.cut, kept["vocabulary"], kept["idf"]).weighed(LEARNT[0]) == terms.weighed(LEARNT[0])


def messages_of(rows: Sequence[Sequence[float]]) -> list[Message]:
    messages = []
    for row in rows:
        message = Message({TEXT: "question"})
        for kind, matrix in ((FEATURE_TYPE_SEQUENCE, [row, row]), (FEATURE_TYPE_SENTENCE, [row])):
            message.add_features(Features(scipy.sparse.coo_matrix(matrix), kind, TEXT, "test"))
        messages.append(message)
    return messages


def classifiers(solver: str = "liblinear") -> tuple[IntentClassifier, LogisticRegressionClassifier]:
    """Ours, and Rasa's."""
    settings = {**LogisticRegressionClassifier.get_default_config(), "solver": solver}
    return (
        IntentClassifier(settings, "classifier", None, None),
        LogisticRegressionClassifier(settings, "classifier", None, None),
    )


def test_the_classifier_is_fed_what_rasas_own_is() -> None:
    rows = [[0.0, 0.5, 0.0, 2.0], [0.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.25, 0.0]]
    ours, theirs = (c._create_X(messages_of(rows)).toarray().tolist() for c in classifiers())

    assert ours == theirs == rows


@pytest.mark.parametrize("solver", ["liblinear", "lbfgs"])
@pytest.mark.parametrize("intents", [2, 3, 7])
def test_the_classifier_reads_what_rasas_own_reads(solver: str, intents: int) -> None:
    chance = numpy.random.default_rng(1)
    rows = chance.random((60, 12)) * (chance.random((60, 12)) > 0.5)
    ours, theirs = classifiers(solver)
    theirs.clf.fit(rows, [f"intent {number % intents}" for number in range(60)])
    ours.clf = theirs.clf
    found, expected = (c.process(messages_of([*rows, [0.0] * 12])) for c in (ours, theirs))

    for one, other in zip(found, expected, strict=True):
        for said, meant in zip(one.get(INTENT_RANKING_KEY), other.get(INTENT_RANKING_KEY), strict=True):
            assert said["name"] == meant["name"] and said["confidence"] == pytest.approx(meant["confidence"])
        assert (
            one.get(INTENT) == one.get(INTENT_RANKING_KEY)[0] and one.get(INTENT)["name"] == other.get(INTENT)["name"]
        )


def test_the_classifier_is_kept_as_plain_numbers(tmp_path: Path) -> None:
    settings = {**LogisticRegressionClassifier.get_default_config(), "solver": "liblinear"}
    storage, resource = LocalModelStorage(tmp_path), Resource("classifier")
    classifier = IntentClassifier(settings, "classifier", storage, resource)
    rows = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    classifier.clf.fit(rows, ["amount", "carrier", "date"])
    classifier.persist()
    loaded = IntentClassifier.load(
        settings, storage, resource, ExecutionContext(GraphSchema({}), node_name="classifier")
    )
    kept, expected = ([m.get(INTENT_RANKING_KEY) for m in c.process(messages_of(rows))] for c in (loaded, classifier))

    assert kept == expected
