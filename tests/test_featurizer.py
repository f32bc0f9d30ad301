"""The features of a question against those of the libraries whose work is done here in less time."""

from __future__ import annotations

import numpy
import pytest
import scipy.sparse
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
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


def test_the_classifier_is_fed_what_rasas_own_is() -> None:
    rows = [[0.0, 0.5, 0.0, 2.0], [0.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.25, 0.0]]
    messages = []
    for row in rows:
        message = Message({TEXT: "question"})
        for kind, matrix in ((FEATURE_TYPE_SEQUENCE, [row, row]), (FEATURE_TYPE_SENTENCE, [row])):
            message.add_features(Features(scipy.sparse.coo_matrix(matrix), kind, TEXT, "test"))
        messages.append(message)
    settings = {**LogisticRegressionClassifier.get_default_config(), "solver": "liblinear"}
    ours, theirs = (c(settings, "classifier", None, None) for c in (IntentClassifier, LogisticRegressionClassifier))

    assert ours._create_X(messages).toarray().tolist() == theirs._create_X(messages).toarray().tolist() == rows
