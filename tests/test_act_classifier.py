"""What a message does in a dialogue, learnt from examples."""

from __future__ import annotations

from pathlib import Path

import pytest
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.act_classifier import NONE, ActClassifier
from nlu.classifier import ACT, act_of

CONTEXT = ExecutionContext(GraphSchema({}))
# Each text has one feature: its first word.
WORDS = ("ensemble", "écart", "bonjour")


def _message(word: str, act: str | None) -> Message:
    data = {TEXT: word, INTENT: "ask_amount"}
    message = Message({**data, "metadata": {"intent": {ACT: act}}} if act else data)
    row = scipy.sparse.coo_matrix(([5.0], ([0], [WORDS.index(word)])), shape=(1, len(WORDS)))
    for kind in (FEATURE_TYPE_SEQUENCE, FEATURE_TYPE_SENTENCE):
        message.add_features(Features(row, kind, TEXT, "Test"))
    return message


EXAMPLES = [_message(word, act) for word, act in zip(WORDS, ("sum_two", "gap_two", None)) for _ in range(4)]


def test_the_act_of_an_example_is_its_metadata() -> None:
    assert [act_of(EXAMPLES[place]) for place in (0, 4, 8)] == ["sum_two", "gap_two", None]


@pytest.mark.parametrize("word,act", zip(WORDS, ("sum_two", "gap_two", NONE)))
def test_acts_are_learnt_kept_and_told(word: str, act: str, tmp_path: Path) -> None:
    storage, resource = LocalModelStorage.create(tmp_path), Resource("acts")
    ActClassifier.create({}, storage, resource, CONTEXT).train(TrainingData(EXAMPLES))
    message = _message(word, None)
    ActClassifier.load({}, storage, resource, CONTEXT).process([message])

    told = message.get(ACT)
    assert told["name"] == act
    assert 0.5 < told["confidence"] <= 1


def test_without_acts_there_are_none(tmp_path: Path) -> None:
    storage, resource = LocalModelStorage.create(tmp_path), Resource("acts")
    ActClassifier.create({}, storage, resource, CONTEXT).train(TrainingData(EXAMPLES[8:]))
    message = _message("écart", None)
    ActClassifier.load({}, storage, resource, CONTEXT).process([message])

    assert message.get(ACT)["name"] == NONE
