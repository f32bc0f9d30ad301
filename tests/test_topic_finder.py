"""The subject of a question that names nothing known."""

from __future__ import annotations

import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.topic_finder import TopicFinder


@pytest.fixture(scope="module")
def finder() -> TopicFinder:
    return TopicFinder()


def _topics(finder: TopicFinder, text: str, *unordinary: str) -> list[str]:
    """The topics found where all words but some are ordinary."""
    message = Message({TEXT: text})
    tokens, at = [], 0
    for word in text.split():
        tokens.append(Token(word, at, data={"ordinary": word not in unordinary, "right": True}))
        at += len(word) + 1
    message.set(TOKENS_NAMES[TEXT], tokens)
    finder.read(message)
    return [entity["value"] for entity in message.get("entities") or []]


def test_an_unordinary_noun_is_a_topic(finder: TopicFinder) -> None:
    assert _topics(finder, "combien pour les volcans", "volcans") == ["volcans"]
    assert _topics(finder, "combien pour les projets") == []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("qui a un projet sur le droit", "droit"),
        ("des dossiers concernant la santé", "santé"),
        ("quelque chose sur les citoyens", "citoyens"),
    ],
)
def test_what_projects_bear_on_is_a_topic_however_ordinary(finder: TopicFinder, text: str, topic: str) -> None:
    assert _topics(finder, text) == [topic]


@pytest.mark.parametrize(
    "text",
    ["des projets sur le même sujet", "un projet sur cinq ans", "que dit l'annonce sur le droit", "ça porte sur quoi"],
)
def test_other_words_after_on_are_none(finder: TopicFinder, text: str) -> None:
    assert _topics(finder, text) == []
