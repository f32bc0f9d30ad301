"""The French words that spaCy's model knows, folded: what is in it is right, what is not may be a misspelling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language

from knowledge.text import fold
from nlu.french import STOP_WORDS

_PROPER_NAMES = Path(__file__).with_name("proper_names.yml")
# Left out of the model's tables, being grammar words or newer than they are.
_MORE = (
    "a au aux c d des du en et est j l la le les m n ne ni on ou par pas qu que qui s sa se si t un une y à "
    "ai as avons avez ont suis es sommes êtes sont chatbot numérique dématérialisation géolocalisé licence "
    "jamais rien parmi hors lauréat lauréats euro euros million millions milliard milliards ok internet web mail email site sites "
    "rgpd podcast smartphone wifi yes nan ouep dac tchao hi nickel rebonjour rebonsoir revoilà fake quid bot best "
    "mien mienne miens miennes tien tienne sien sienne siens siennes nôtre vôtre lequel laquelle lesquels lesquelles celui celle ceux celles duquel auquel quel quelle quels quelles"
)


class Lexicon:
    """Folded French words, with the endings that turn an inflected form into one of them."""

    def __init__(self, words: frozenset[str], endings: tuple[tuple[str, str], ...]) -> None:
        self.words = words
        self.endings = endings
        self._longest = max((len(old) for old, _ in endings), default=0)
        self._by_ending: dict[str, list[str]] = {}
        for old, new in endings:
            self._by_ending.setdefault(old, []).append(new)

    @classmethod
    def of(cls, nlp: Language) -> Lexicon:
        """The words, inflected forms and rules of inflection of a model's French lemmatizer, and well-known names."""
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        lookups = lemmatizer.lookups
        names: dict[str, str] = yaml.safe_load(_PROPER_NAMES.read_text(encoding="utf-8"))
        found: set[str] = {*_MORE.split(), *STOP_WORDS, *" ".join(names.values()).split()}
        for words in lookups.get_table("lemma_index").values():
            found.update(words)
        for lemmas in lookups.get_table("lemma_exc").values():
            for word, lemma in lemmas.items():
                found.update((word, *lemma))
        rules = {
            (fold(old), fold(new)) for group in lookups.get_table("lemma_rules").values() for old, new in group if old
        }
        return cls(frozenset(fold(word) for word in found), tuple(sorted(rules)))

    def __contains__(self, folded: str) -> bool:
        """Whether a folded word is a right one; very short ones are never in doubt."""
        if folded in self.words or len(folded) < 3:
            return True
        for length in range(1, min(self._longest, len(folded) - 2) + 1):
            for new in self._by_ending.get(folded[-length:], ()):
                if folded[:-length] + new in self.words:
                    return True
        return False
