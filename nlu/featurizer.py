"""Features of a question for the intent classifier: words, pieces of words, and what was found in it.

TF-IDF weighs words and characters better than the counts of Rasa's own featurizer: see docs/measures.md.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from math import log, sqrt
from typing import Any

import numpy
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

import knowledge
from knowledge.sentences import without_circumstances
from nlu import cue_finder, entities, name_finder

_OPENING = re.compile(
    r"^(?:(?:re)?bon(?:jour|soir|ne journée)|salut|coucou|hello|bsr|allô|hey|madame|monsieur|mesdames|messieurs|cher monsieur"
    r"|chère madame|merci|[ ,.!:;]|(?:à tous|et|l'assistant|le robot|alors|euh|dites|dites donc|dis|dis moi|ok|d'accord)(?= ))+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:[ ,.!;]*(?:s'(?:il| il) (?:vous|te) plaît|(?:je (?:vous|te) )?(?:en )?(?:prie|remercie)|merci(?: d'avance| beaucoup| bien| par avance)?"
    r"|par avance|cordialement|bien à vous|si possible|please|bonne journée|bonne soirée)\b)+[ .!?]*$",
    re.IGNORECASE,
)
_FILE = "vocabularies.json"


@dataclass(frozen=True)
class _Terms:
    """The terms that a vectorizer has learnt: how it cuts a text, the column of each term, and how rare each is."""

    cut: Callable[[str], list[str]]
    places: dict[str, int]
    rarity: list[float]

    @classmethod
    def of(cls, vectorizer: TfidfVectorizer) -> _Terms:
        places = {term: int(place) for term, place in vectorizer.vocabulary_.items()}
        return cls(vectorizer.build_analyzer(), places, [float(weight) for weight in vectorizer.idf_])

    def plain(self) -> dict[str, Any]:
        """The terms as plain data."""
        return {"vocabulary": self.places, "idf": self.rarity}

    def weighed(self, text: str) -> list[tuple[int, float]]:
        """The columns of the terms of a text, with their weights: 1 + log of how often, by rarity, of length 1 in all."""
        counts = Counter(place for term in self.cut(text) if (place := self.places.get(term)) is not None)
        weights = [(place, (1 + log(count)) * self.rarity[place]) for place, count in counts.items()]
        length = sqrt(sum(weight * weight for _, weight in weights))
        return [(place, weight / length) for place, weight in weights]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class QuestionFeaturizer(SparseFeaturizer, GraphComponent):
    """Sparse features of whole questions."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``scale`` sets how freely a regularised classifier may fit; ``cue_weight`` is the weight of a cue to a word's."""
        return {
            **SparseFeaturizer.get_default_config(),
            "word_ngrams": [1, 2],
            "char_ngrams": [2, 5],
            "scale": 3.2,
            "cue_weight": 0.3,
            "cues": True,
        }

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check: every setting has a default."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        super().__init__(name, config)
        self._settings = config
        self._storage = storage
        self._resource = resource
        common = {"strip_accents": "unicode", "lowercase": True, "sublinear_tf": True}
        self._words = TfidfVectorizer(token_pattern=r"\w+", ngram_range=tuple(config["word_ngrams"]), **common)
        self._characters = TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(config["char_ngrams"]), **common)
        self._found = DictVectorizer()
        self._terms: list[_Terms] = []  # those of the words and of the characters, once they are learnt

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionFeaturizer:
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionFeaturizer:
        """The featurizer with the vocabularies that training stored."""
        featurizer = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as directory:
            stored = json.loads((directory / _FILE).read_text(encoding="utf-8"))
        kept = ((featurizer._words, stored["words"]), (featurizer._characters, stored["characters"]))
        featurizer._terms = [_Terms(v.build_analyzer(), terms["vocabulary"], terms["idf"]) for v, terms in kept]
        featurizer._found.fit([dict.fromkeys(stored["found"], 1)])
        return featurizer

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the vocabularies of the training questions."""
        examples = [e for e in training_data.training_examples if e.get(TEXT)]
        texts = [_asked(e) for e in examples]
        self._words.fit(texts)
        self._characters.fit(texts)
        self._terms = [_Terms.of(self._words), _Terms.of(self._characters)]
        self._found.fit([self._what_is_found(e) for e in examples])
        with self._storage.write_to(self._resource) as directory:
            (directory / _FILE).write_text(json.dumps(self._vocabularies()), encoding="utf-8")
        return self._resource

    def _vocabularies(self) -> dict[str, Any]:
        """What training learned, as plain data: a model file need not hold code."""
        return {
            "words": self._terms[0].plain(),
            "characters": self._terms[1].plain(),
            "found": list(self._found.feature_names_),
        }

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT) and message.get(TOKENS_NAMES[TEXT]) is not None:
                sentence = self._sentence(message)
                sequence = scipy.sparse.coo_matrix((len(message.get(TOKENS_NAMES[TEXT])), sentence.shape[1]))
                for matrix, kind in ((sequence, FEATURE_TYPE_SEQUENCE), (sentence, FEATURE_TYPE_SENTENCE)):
                    message.add_features(Features(matrix, kind, TEXT, self._identifier))
        return messages

    def _sentence(self, message: Message) -> scipy.sparse.coo_matrix:
        """The row of features of a message.

        What the vectorizers' own ``transform`` gives, of one text and without their checks, in a quarter of the time; see
        tests/test_featurizer.py.
        """
        text = _asked(message)
        parts = [terms.weighed(text) for terms in self._terms]
        widths = [len(terms.places) for terms in self._terms]
        if self._settings["cues"]:
            known, weight = self._found.vocabulary_, self._settings["cue_weight"]
            parts.append(
                [(known[name], value * weight) for name, value in self._what_is_found(message).items() if name in known]
            )
            widths.append(len(known))
        starts = [0, *accumulate(widths)]
        columns = [start + column for start, part in zip(starts, parts) for column, _ in part]
        weights = numpy.array([weight for part in parts for _, weight in part]) * self._settings["scale"]
        return scipy.sparse.coo_matrix((weights, ([0] * len(columns), columns)), shape=(1, starts[-1]))

    def _what_is_found(self, message: Message) -> dict[str, float]:
        """Names by kind, notions, bodies that are no laureates, operations and filters, length."""
        kb = knowledge.shared()
        found: dict[str, float] = {}
        for mention, _ in name_finder.find(message, kb):
            for kind in {r.kind for r in mention.references}:
                found[f"{kind}+" if kind in found else kind] = 1
            for reference in mention.references:
                if reference.kind == "term":
                    found[f"term {reference.id}"] = 1
                if reference.kind == "organisation" and not kb.carried_by(reference.id):
                    found["not a laureate"] = 1
        if not found:
            found["no name"] = 1
        for kind, value, _, _ in cue_finder.find(message, kb):
            if kind == "amount":
                found["range" if value["range"] else "amount"] = 1
            else:
                found[f"{kind} {value}" if isinstance(value, str) else kind] = 1
        found[f"length {min(8, len(entities.normalised(message).text.split()))}"] = 1
        return found


def _asked(message: Message) -> str:
    """The text of a message without what only surrounds its question."""
    return _without_politeness(without_circumstances(entities.normalised(message).text))


def _without_politeness(text: str) -> str:
    """The text without its greeting and thanks, where it says something else too."""
    plain = _CLOSING.sub("", _OPENING.sub("", text))
    return plain if len(plain.split()) > 2 else text
