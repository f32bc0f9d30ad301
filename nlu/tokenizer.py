"""The tokenizer: normal words with their lemma and part of speech, each keeping its place in the original text."""

from __future__ import annotations

from collections import Counter
from typing import Any

import spacy
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.tokens import Doc

import knowledge
from knowledge.text import fold, singular
from nlu.lexicon import Lexicon
from nlu.normaliser import Normalised, Normaliser, Piece

NORMALISED = "normalised"
# Questions on the fund whose words say what is asked; the others may be about anything.
_ABOUT_THE_FUND = frozenset(
    "ask_amount ask_benefits ask_carrier ask_comparison ask_count ask_criteria ask_date ask_description ask_people "
    "ask_place ask_projects ask_quote ask_source follow_up".split()
)
_SHORTEST_MENDED = 4
_UNUSED = ["parser", "ner", "senter"]
_WORDS, _ENDINGS, _COMMON, _ORDINARY = "words.txt", "endings.txt", "common.txt", "ordinary.txt"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class FrenchTokenizer(Tokenizer):
    """Normalises a text, and has spaCy tag and lemmatise the normal words.

    Training learns the common words of questions, which mend misspelt ones ("montnat" is "montant"), and the ordinary
    ones, which stand outside names and so name no subject ("projet", "argent").
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``model``: the spaCy model; ``common_from``: how often a word is common; ``likeness``: least one to mend it;
        ``ordinary_from``: how often a word stands outside names to name no subject."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
            "model": "fr_core_news_sm",
            "common_from": 8,
            "likeness": 0.8,
            "ordinary_from": 3,
        }

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy", "rapidfuzz"]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config)
        self._config = config
        self._storage = storage
        self._resource = resource
        self._nlp = spacy.load(config["model"], exclude=_UNUSED)
        self._names = knowledge.shared().names
        self._lexicon = Lexicon(frozenset(), ())
        self._common: dict[str, None] = {}
        self._ordinary: frozenset[str] = frozenset()
        self._tagged_before: dict[str, Doc] = {}
        self._normaliser = Normaliser(self._is_right, self._closest)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FrenchTokenizer:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the common words of the training questions."""
        self._lexicon = Lexicon.of(self._nlp)
        counts: Counter[str] = Counter()
        outside: Counter[str] = Counter()
        for example in training_data.intent_examples:
            pieces = self._normaliser(example.get(TEXT) or "").pieces
            named = [(e["start"], e["end"]) for e in example.get(ENTITIES) or ()]
            counts.update({fold(p.text) for p in pieces})
            if example.get(INTENT) in _ABOUT_THE_FUND:
                outside.update(
                    {singular(fold(p.text)) for p in pieces if not any(low <= p.start < high for low, high in named)}
                )
        self._ordinary = frozenset(w for w, times in outside.items() if times >= self._config["ordinary_from"])
        frequent = (word for word, times in counts.most_common() if times >= self._config["common_from"])
        self._common = {w: None for w in frequent if len(w) >= _SHORTEST_MENDED and w in self._lexicon}
        with self._storage.write_to(self._resource) as directory:
            (directory / _WORDS).write_text("\n".join(sorted(self._lexicon.words)), encoding="utf-8")
            endings = "\n".join(f"{old}\t{new}" for old, new in self._lexicon.endings)
            (directory / _ENDINGS).write_text(endings, encoding="utf-8")
            (directory / _COMMON).write_text("\n".join(self._common), encoding="utf-8")
            (directory / _ORDINARY).write_text("\n".join(sorted(self._ordinary)), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FrenchTokenizer:
        """The tokenizer with the words that training stored."""
        tokenizer = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            words = frozenset((directory / _WORDS).read_text(encoding="utf-8").split("\n"))
            lines = (directory / _ENDINGS).read_text(encoding="utf-8").split("\n")
            endings = tuple((old, new) for old, _, new in (line.partition("\t") for line in lines))
            tokenizer._lexicon = Lexicon(words, endings)
            tokenizer._common = dict.fromkeys((directory / _COMMON).read_text(encoding="utf-8").split("\n"))
            tokenizer._ordinary = frozenset((directory / _ORDINARY).read_text(encoding="utf-8").split("\n"))
        return tokenizer

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of a text; those of a question are kept with it as ``normalised``."""
        normalised = self._normaliser(message.get(attribute) or "")
        if attribute == TEXT:
            message.set(NORMALISED, normalised)
        return self._tagged(message.get(attribute) or "", normalised)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Tokenizes the training questions; tagged in batches, they take a quarter of the time."""
        texts = {e.get(TEXT): self._normaliser(e.get(TEXT)) for e in training_data.training_examples if e.get(TEXT)}
        docs = self._nlp.pipe((self._doc(n) for n in texts.values()), batch_size=256)
        self._tagged_before = dict(zip(texts, docs))
        processed = super().process_training_data(training_data)
        self._tagged_before = {}
        return processed

    def _doc(self, normalised: Normalised) -> Doc:
        words = [piece.text for piece in normalised.pieces]
        return Doc(self._nlp.vocab, words=words, spaces=[not word.endswith("'") for word in words])

    def _tagged(self, text: str, normalised: Normalised) -> list[Token]:
        doc = self._tagged_before.get(text)
        if doc is None:
            doc = self._doc(normalised)
            for _, component in self._nlp.pipeline if len(doc) else ():
                doc = component(doc)
        return [self._token(piece, word) for piece, word in zip(normalised.pieces, doc)]

    def _token(self, piece: Piece, word: Any) -> Token:
        folded = fold(piece.text)
        data = {
            "pos": word.pos_,
            "right": folded in self._lexicon,
            "ordinary": singular(folded) in self._ordinary,
        }
        return Token(piece.text, piece.start, piece.end, lemma=word.lemma_.lower(), data=data)

    def _is_right(self, folded: str) -> bool:
        return folded in self._lexicon or self._names.knows(singular(folded))

    def _closest(self, folded: str) -> str | None:
        if len(folded) < _SHORTEST_MENDED or not self._common:
            return None
        one_typo = 1 - 1 / len(folded)
        found: Any = process.extractOne(
            folded,
            self._common.keys(),
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=min(self._config["likeness"], one_typo),
        )
        if found is None:
            return None
        name = self._names.closest(singular(folded))
        return None if name is not None and name[1] > found[1] else str(found[0])
