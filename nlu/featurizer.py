"""Features of a question for the intent classifier: words, pieces of words, and what was found in it.

TF-IDF weighs words and characters better than the counts of Rasa's own featurizer: see docs/measures.md.
"""

from __future__ import annotations

import json
import re
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
from nlu import entities
from nlu.cue_finder import read
from nlu.cues import Cues
from nlu.name_finder import find

_OPENING = re.compile(
    r"^(?:(?:re)?bon(?:jour|soir|ne journée)|salut|coucou|hello|bsr|allô|hey|madame|monsieur|mesdames|messieurs|cher monsieur"
    r"|chère madame|merci|[ ,.!:;]|(?:à tous|et|l'assistant|le robot|alors|euh|dites|dites donc|dis|dis moi|ok|d'accord)(?= ))+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[ ,.!]*(?:s'(?:il| il) (?:vous|te) plaît|merci(?: d'avance| beaucoup| bien)?|please|bonne journée)[ .!?]*$",
    re.IGNORECASE,
)
_FILE = "vocabularies.json"


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
        self._cues = Cues()
        common = {"strip_accents": "unicode", "lowercase": True, "sublinear_tf": True}
        self._words = TfidfVectorizer(token_pattern=r"\w+", ngram_range=tuple(config["word_ngrams"]), **common)
        self._characters = TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(config["char_ngrams"]), **common)
        self._found = DictVectorizer()

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
        for vectorizer, kept in ((featurizer._words, stored["words"]), (featurizer._characters, stored["characters"])):
            vectorizer.vocabulary = kept["vocabulary"]
            vectorizer.idf_ = numpy.array(kept["idf"])
        featurizer._found.fit([dict.fromkeys(stored["found"], 1)])
        return featurizer

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the vocabularies of the training questions."""
        examples = [e for e in training_data.training_examples if e.get(TEXT)]
        texts = [_without_politeness(entities.normalised(e).text) for e in examples]
        self._words.fit(texts)
        self._characters.fit(texts)
        self._found.fit([self._what_is_found(e) for e in examples])
        with self._storage.write_to(self._resource) as directory:
            (directory / _FILE).write_text(json.dumps(self._vocabularies()), encoding="utf-8")
        return self._resource

    def _vocabularies(self) -> dict[str, Any]:
        """What training learned, as plain data: a model file need not hold code."""
        return {
            "words": _kept(self._words),
            "characters": _kept(self._characters),
            "found": list(self._found.feature_names_),
        }

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        written = [m for m in messages if m.get(TEXT) and m.get(TOKENS_NAMES[TEXT]) is not None]
        if not written:
            return messages
        sentences = self._sentences(written)
        for row, message in enumerate(written):
            sentence = sentences[row].tocoo()
            length = len(message.get(TOKENS_NAMES[TEXT]))
            sequence = scipy.sparse.coo_matrix((length, sentence.shape[1]))
            for matrix, kind in ((sequence, FEATURE_TYPE_SEQUENCE), (sentence, FEATURE_TYPE_SENTENCE)):
                message.add_features(Features(matrix, kind, TEXT, self._identifier))
        return messages

    def _sentences(self, messages: list[Message]) -> scipy.sparse.csr_matrix:
        """A row of features for each message."""
        texts = [_without_politeness(entities.normalised(m).text) for m in messages]
        parts = [self._words.transform(texts), self._characters.transform(texts)]
        if self._settings["cues"]:
            parts.append(self._found.transform(map(self._what_is_found, messages)) * self._settings["cue_weight"])
        return scipy.sparse.hstack(parts).tocsr() * self._settings["scale"]

    def _what_is_found(self, message: Message) -> dict[str, float]:
        """Names by kind, notions, bodies that are no laureates, operations and filters, length."""
        kb = knowledge.shared()
        text = entities.normalised(message).text
        found: dict[str, float] = {}
        for mention, _ in find(message, kb):
            for kind in {r.kind for r in mention.references}:
                found[f"{kind}+" if kind in found else kind] = 1
            for reference in mention.references:
                if reference.kind == "term":
                    found[f"term {reference.id}"] = 1
                if reference.kind == "organisation" and not kb.carried_by(reference.id):
                    found["not a laureate"] = 1
        if not found:
            found["no name"] = 1
        for kind, value, _, _ in read(text, self._cues, kb.call_names):
            if kind == "amount":
                found["range" if value["range"] else "amount"] = 1
            else:
                found[f"{kind} {value}" if isinstance(value, str) else kind] = 1
        found[f"length {min(8, len(text.split()))}"] = 1
        return found


def _without_politeness(text: str) -> str:
    """The text without its greeting and thanks, where it says something else too."""
    plain = _CLOSING.sub("", _OPENING.sub("", text))
    return plain if len(plain.split()) > 2 else text


def _kept(vectorizer: TfidfVectorizer) -> dict[str, Any]:
    vocabulary = {term: int(index) for term, index in vectorizer.vocabulary_.items()}
    return {"vocabulary": vocabulary, "idf": [float(weight) for weight in vectorizer.idf_]}
