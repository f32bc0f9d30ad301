"""The French words that spaCy's model knows, folded: what is in it is right, what is not may be a misspelling."""

from __future__ import annotations

from collections.abc import Iterable
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
    "rgpd ssii esn podcast smartphone wifi yes nan ouep dac tchao hi nickel rebonjour rebonsoir revoilà fake quid bot best "
    "mien mienne miens miennes tien tienne sien sienne siens siennes nôtre vôtre lequel laquelle lesquels lesquelles celui celle ceux celles duquel auquel quel quelle quels quelles"
)


class Lexicon:
    """Folded French words, with the endings that turn an inflected form into one of them.

    An ending that only verbs take, as "é" for "er", is no reason to take a form of another word for right: "loyé".
    """

    def __init__(
        self,
        words: frozenset[str],
        endings: tuple[tuple[str, str], ...],
        verbs: frozenset[str] = frozenset(),
        verb_endings: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.words, self.endings = words, endings
        self.verbs, self.verb_endings = verbs, verb_endings
        self._longest = max((len(old) for old, _ in (*endings, *verb_endings)), default=0)
        self._by_ending: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for bases, rules in ((words, endings), (verbs, verb_endings)):
            for old, new in rules:
                self._by_ending.setdefault(old, []).append((new, bases))

    @classmethod
    def of(cls, nlp: Language) -> Lexicon:
        """The words, inflected forms and rules of inflection of a model's French lemmatizer, and well-known names."""
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        lookups = lemmatizer.lookups
        names: dict[str, str] = yaml.safe_load(_PROPER_NAMES.read_text(encoding="utf-8"))
        found: set[str] = {*_MORE.split(), *STOP_WORDS, *" ".join(names.values()).split()}
        index, rules = lookups.get_table("lemma_index"), lookups.get_table("lemma_rules")
        for words in index.values():
            found.update(words)
        for lemmas in lookups.get_table("lemma_exc").values():
            for word, lemma in lemmas.items():
                found.update((word, *lemma))
        of_verbs = _folded_pairs(rules["verb"])
        others = {pair for kind in rules if kind != nlp.vocab.strings["verb"] for pair in _folded_pairs(rules[kind])}
        return cls(
            frozenset(fold(word) for word in found),
            tuple(sorted(others)),
            frozenset(fold(word) for word in index["verb"]),
            tuple(sorted(of_verbs - others)),
        )

    def __contains__(self, folded: str) -> bool:
        """Whether a folded word is a right one; very short ones are never in doubt."""
        if folded in self.words or len(folded) < 3:
            return True
        for length in range(1, min(self._longest, len(folded) - 2) + 1):
            for new, bases in self._by_ending.get(folded[-length:], ()):
                if folded[:-length] + new in bases:
                    return True
        return False


def _folded_pairs(rules: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(fold(old), fold(new)) for old, new in rules if old}
