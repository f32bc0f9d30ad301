"""Finding in a text the names that the knowledge base knows: projects, bodies, themes, notions, regions.

Names are compared by their meaningful words, without accents, case, plural or linking words, through a tree of
words: the time depends on the length of the text, not on how many names there are. A word that is no French word
and no known one is compared with the words of names by edit distance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from knowledge.text import LINKING_WORDS, Word, folded_words, singular, words

# Below this likeness two words are not taken for one; under the second one, the name is to be confirmed.
LIKELY, SURE = 0.74, 0.8
SHORTEST_FUZZY = 5


@dataclass(frozen=True)
class Reference:
    """What a name refers to: its kind (project, organisation, theme, keyword, term, region) and id."""

    kind: str
    id: str


@dataclass(frozen=True)
class Mention:
    """A name found in a text. ``score`` is 1 for an exact writing, less for a likely misspelling."""

    start: int
    end: int
    text: str
    references: tuple[Reference, ...]
    score: float = 1.0
    name: str = ""


@dataclass
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    references: dict[Reference, tuple[tuple[str, ...], ...]] = field(
        default_factory=dict
    )  # with exact writings, if any
    name: str = ""


class Names:
    """The names of a knowledge base."""

    def __init__(self) -> None:
        self._root = _Node()
        self._never = _Node()
        self.phrases: list[tuple[str, ...]] = []  # the folded words of each name
        self._words: set[str] = set()
        self._vocabulary: dict[str, None] = {}  # the words that are long enough to be mended

    def add(self, reference: Reference, names: Iterable[str], never: Iterable[str] = ()) -> None:
        """Adds the names of a thing, and the phrases in which its words do not name it.

        A name that starts with "=" is matched only as written (accents and case apart), with its linking words and
        not in the plural: "=à l'étranger" is not "l'étranger".
        """
        for name in names:
            phrase = tuple(folded_words(name))
            exact = phrase if name.startswith("=") else ()
            keys = [singular(word) for word in phrase if word not in LINKING_WORDS] or list(map(singular, phrase))
            if not keys:
                continue
            self.phrases.append(phrase)
            node = _walk(self._root, keys)
            written = node.references.get(reference)
            if not exact or written == ():
                node.references[reference] = ()
            else:
                node.references[reference] = (*(written or ()), exact)
            node.name = node.name or name.lstrip("=")
            self._words.update(keys)
            for key in keys:
                if len(key) >= SHORTEST_FUZZY and not key.isdigit():
                    self._vocabulary[key] = None
        for barred in never:
            _walk(self._never, folded_words(barred)).name = barred

    def knows(self, key: str) -> bool:
        """Whether a word, as a key, is a meaningful word of a name."""
        return key in self._words

    def closest(self, key: str) -> tuple[str, float] | None:
        """The word of a name that a misspelt word is most like, with their likeness; None where none is like it."""
        if len(key) < SHORTEST_FUZZY:
            return None
        found: Any = process.extractOne(
            key, self._vocabulary.keys(), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=LIKELY
        )
        return (str(found[0]), float(found[1])) if found else None

    def find(self, text: str, is_word: Callable[[str], bool] = lambda folded: True) -> list[Mention]:
        """The names in a text, longest first where they overlap, in order.

        Args:
            text: the question.
            is_word: whether a folded word is a right French word, which is then never corrected.
        """
        tokens = words(text)
        barred = self._barred(tokens)
        meaningful = _meaningful(tokens)
        keys = [self._key(word, is_word) for word in meaningful]
        mentions: list[Mention] = []
        position = 0
        while position < len(meaningful):
            found = self._longest(tokens, meaningful, keys, position, barred)
            if found is None:
                position += 1
                continue
            node, references, length = found
            first, last = meaningful[position], meaningful[position + length - 1]
            mentions.append(
                Mention(
                    start=first.start,
                    end=last.end,
                    text=text[first.start : last.end],
                    references=references,
                    score=min(score for _, score in keys[position : position + length]),
                    name=node.name,
                )
            )
            position += length
        return mentions

    def _key(self, word: Word, is_word: Callable[[str], bool]) -> tuple[str, float]:
        if word.key in self._words or is_word(word.folded):
            return word.key, 1.0
        return self.closest(word.key) or (word.key, 1.0)

    def _longest(
        self, text: list[Word], tokens: list[Word], keys: list[tuple[str, float]], position: int, barred: set[int]
    ) -> tuple[_Node, tuple[Reference, ...], int] | None:
        node, best = self._root, None
        for length, (key, _) in enumerate(keys[position:], 1):
            following = node.children.get(key)
            if following is None:
                break
            node = following
            if node.references and not (length == 1 and tokens[position].start in barred):
                references = _as_written(node, text, tokens[position + length - 1])
                if references:
                    best = (node, references, length)
        return best

    def _barred(self, tokens: list[Word]) -> set[int]:
        """The starts of words that stand in a phrase where they name nothing."""
        barred: set[int] = set()
        for position in range(len(tokens)):
            node = self._never
            for length, word in enumerate(tokens[position:], 1):
                following = node.children.get(word.folded)
                if following is None:
                    break
                node = following
                if node.name:
                    barred.update(w.start for w in tokens[position : position + length])
        return barred


def _as_written(node: _Node, text: list[Word], last: Word) -> tuple[Reference, ...]:
    """The references of a node whose exact words, if any, stand in the text; the exact ones alone where some do."""
    end = text.index(last) + 1
    exact = [r for r, written in node.references.items() if any(_ends_with(text[:end], said) for said in written)]
    return tuple(exact or [r for r, written in node.references.items() if not written])


def _ends_with(text: list[Word], said: tuple[str, ...]) -> bool:
    return tuple(w.folded for w in text[-len(said) :]) == said


def _meaningful(tokens: list[Word]) -> list[Word]:
    return [w for w in tokens if w.folded not in LINKING_WORDS]


def _walk(node: _Node, keys: Iterable[str]) -> _Node:
    for key in keys:
        following = node.children.get(key)
        if following is None:
            following = node.children[key] = _Node()
        node = following
    return node
