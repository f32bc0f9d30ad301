"""The tokenizer: normal words, each keeping its place in the original text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import knowledge
from knowledge.text import fold, singular
from nlu import french
from nlu.corrector import Corrector, Usage, pairs
from nlu.lexicon import Lexicon
from nlu.normaliser import Normalised, Normaliser, Piece
from nlu.reading_of_intent import ASKS

NORMALISED, MENDED = "normalised", "mended"
# Questions on the fund whose words say what is asked; the others may be about anything.
_ABOUT_THE_FUND = ASKS - {"ask_unsaid"} | {"follow_up"}
_WORDS, _ENDINGS, _VERBS, _VERB_ENDINGS = "words.txt", "endings.txt", "verbs.txt", "verb_endings.txt"
_ORDINARY = "ordinary.txt"
_PAIRS, _WRITINGS = "pairs.txt", "writings.txt"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class FrenchTokenizer(Tokenizer):
    """Writes a text in normal words, and says of each whether it is a right one, and an ordinary one.

    Training counts how words follow one another in questions, which mends misspelt ones ("montnat" is "montant"), and
    learns the ordinary words, which stand outside names and so name no subject ("projet", "argent"). What words there are
    it takes from a spaCy model.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``ordinary_from``: how often a word stands outside names to name no subject."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
            "ordinary_from": 4,
        }

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy", "rapidfuzz"]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config)
        self._config = config
        self._storage = storage
        self._resource = resource
        self._kb = knowledge.shared()
        self._used: Counter[tuple[str, str]] = Counter()
        self._writings: dict[str, str] = {}
        self._lexicon = Lexicon(frozenset(), ())
        self._ordinary: frozenset[str] = frozenset()
        self._normaliser = Normaliser(self._is_right)

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
        """Learns how words are used in the training questions."""
        self._lexicon = Lexicon.of(french.model())
        used, writings = self._learn([example.get(TEXT) or "" for example in training_data.intent_examples])
        outside: Counter[str] = Counter()
        for example in training_data.intent_examples:
            if example.get(INTENT) in _ABOUT_THE_FUND:
                named = [(e["start"], e["end"]) for e in example.get(ENTITIES) or ()]
                pieces = self._normaliser(example.get(TEXT) or "").pieces
                outside.update(
                    {singular(fold(p.text)) for p in pieces if not any(low <= p.start < high for low, high in named)}
                )
        self._ordinary = frozenset(w for w, times in outside.items() if times >= self._config["ordinary_from"])
        with self._storage.write_to(self._resource) as directory:
            for name, words in ((_WORDS, self._lexicon.words), (_VERBS, self._lexicon.verbs)):
                (directory / name).write_text("\n".join(sorted(words)), encoding="utf-8")
            for name, endings in ((_ENDINGS, self._lexicon.endings), (_VERB_ENDINGS, self._lexicon.verb_endings)):
                lines = "\n".join(f"{old}\t{new}" for old, new in endings)
                (directory / name).write_text(lines, encoding="utf-8")
            lines = "\n".join(f"{first}\t{second}\t{times}" for (first, second), times in used.items())
            (directory / _PAIRS).write_text(lines, encoding="utf-8")
            lines = "\n".join(f"{folded}\t{written}" for folded, written in writings.items())
            (directory / _WRITINGS).write_text(lines, encoding="utf-8")
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
            words, verbs = (frozenset(_lines(directory / name)) for name in (_WORDS, _VERBS))
            endings, verb_endings = (
                tuple((old, new) for old, _, new in (line.partition("\t") for line in _lines(directory / name)))
                for name in (_ENDINGS, _VERB_ENDINGS)
            )
            tokenizer._lexicon = Lexicon(words, endings, verbs, verb_endings)
            lines = (directory / _PAIRS).read_text(encoding="utf-8").split("\n")
            used = {(first, second): int(times) for first, second, times in (line.split("\t") for line in lines)}
            lines = (directory / _WRITINGS).read_text(encoding="utf-8").split("\n")
            writings = {folded: written for folded, _, written in (line.partition("\t") for line in lines)}
            tokenizer._use(Counter(used), writings)
            tokenizer._ordinary = frozenset((directory / _ORDINARY).read_text(encoding="utf-8").split("\n"))
        return tokenizer

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of a text; those of a question are kept with it as ``normalised``."""
        if knowledge.shared() is not self._kb:  # it was reloaded
            self._kb = knowledge.shared()
            self._use(self._used, self._writings)
        normalised = self._normaliser(message.get(attribute) or "")
        if attribute == TEXT:
            message.set(NORMALISED, normalised)
            message.set(MENDED, normalised.rewritten(message.get(attribute) or ""), add_to_output=True)
        return [self._token(piece) for piece in normalised.pieces]

    def _token(self, piece: Piece) -> Token:
        folded = fold(piece.text)
        data = {"right": folded in self._lexicon, "ordinary": singular(folded) in self._ordinary}
        return Token(piece.text, piece.start, piece.end, data=data)

    def _is_right(self, folded: str) -> bool:
        return folded in self._lexicon or self._kb.names.knows(singular(folded))

    def _learn(self, texts: Sequence[str]) -> tuple[Counter[tuple[str, str]], dict[str, str]]:
        """How words follow one another in texts, and how they are written where that is not folded.

        Counted twice: first the right words alone, which then mend the others.
        """
        as_written = [self._normaliser(text) for text in texts]
        words = Counter(piece.text.casefold() for text in as_written for piece in text.pieces)
        # The most frequent writing of a word comes last, and stays.
        writings = {fold(word): word for word, _ in reversed(words.most_common())}
        writings = {folded: word for folded, word in writings.items() if folded != word}
        used = pairs(map(_folded, as_written))
        self._use(Counter({pair: times for pair, times in used.items() if all(map(self._is_right, pair))}), writings)
        used = pairs(_folded(self._normaliser(text)) for text in texts)
        self._use(used, writings)
        return used, writings

    def _use(self, used: Counter[tuple[str, str]], writings: dict[str, str]) -> None:
        """Mends by how words follow one another in questions and in names."""
        self._used, self._writings = used, writings
        usage = Usage(used + pairs(self._kb.names.phrases))
        self._normaliser = Normaliser(self._is_right, Corrector(usage, self._is_right, writings))


def _folded(normalised: Normalised) -> list[str]:
    return [fold(piece.text) for piece in normalised.pieces]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")
