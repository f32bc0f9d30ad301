"""Mending of misspelt words by a noisy channel: the likeliest words that the typed ones may stand for.

How likely words are after one another is counted on the training questions and the names of the knowledge base; how
likely a misspelling is comes from its edits, cheaper where letters are swapped or keys are neighbours. A word may also stand for itself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from knowledge.text import fold
from nlu.sounds import sound

EDGE = ""  # stands before the first word and after the last one
_KEYS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
# How much of a word's likelihood comes from the word before it, the rest from how frequent it is.
_BY_NEAR = 0.7
# Costs are negative logarithms of probabilities.
_EDIT, _NEAR, _SECOND, BLANK = 6.0, 4.5, 8.0, 3.0
_HEARD = 5.0  # another writing of the same sounds
_SHORTEST_HEARD = 4  # letters of a word that is compared by its sound
_LONGEST = 18  # letters of a word in a run of words
_ONE_LETTER = frozenset("aly")
_SHORTEST_TWICE = 5  # letters of a word that may have two typos
_UNHEARD, _PER_LETTER = 3.0, 2.3  # a word that is no French one: the longer, the less likely
_UNUSED = 7.0  # a French word that no question uses
NAME = 3.5  # by how much a capital makes it likelier that a word is as typed


@dataclass(frozen=True)
class Guess:
    """Words that a typed word may stand for, and what it costs to take it for them."""

    words: tuple[str, ...]
    cost: float = 0.0


def _beside() -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring keys of an AZERTY keyboard; a key lies under two of the row above it."""
    pairs = [pair for row in _KEYS for pair in pairwise(row)]
    for upper, lower in pairwise(_KEYS):
        pairs += [*zip(lower, upper), *zip(lower, upper[1:])]
    return frozenset([*pairs, *((b, a) for a, b in pairs)])


_BESIDE = _beside()


def pairs(texts: Iterable[Iterable[str]]) -> Counter[tuple[str, str]]:
    """How often words follow one another in texts given as folded words."""
    found: Counter[tuple[str, str]] = Counter()
    for words in texts:
        found.update(pairwise([EDGE, *map(_kind, words), EDGE]))
    return found


class Usage:
    """How likely words are, and after one another."""

    def __init__(self, pairs: Counter[tuple[str, str]]) -> None:
        self._pairs = pairs
        self.counts: Counter[str] = Counter()
        self._before: Counter[str] = Counter()
        for (first, second), times in pairs.items():
            self.counts[second] += times
            self._before[first] += times
        self._total = max(1, self.counts.total())

    def cost(self, first: str, second: str, unseen: float) -> float:
        """The cost of a word after another; ``unseen`` is that of the word where it is never used."""
        first, second = _kind(first), _kind(second)
        times = self.counts[second]
        alone = times / self._total if times else math.exp(-unseen)
        together = self._pairs[first, second] / self._before[first] if self._before[first] else 0.0
        return -math.log(_BY_NEAR * together + (1 - _BY_NEAR) * alone)


def _kind(word: str) -> str:
    return "0" if word[:1].isdigit() else word


class Corrector:
    """Chooses the words that a message most likely means.

    Args:
        usage: how words are used.
        is_right: whether a folded word is a French one or one of a known name.
        writings: how folded words are written, where it is otherwise.
    """

    def __init__(
        self, usage: Usage, is_right: Callable[[str], bool], writings: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._usage = usage
        self._is_right = is_right
        self._writings = writings
        self._by_length: dict[int, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in usage.counts:
            if len(word) > 2 and word.isalpha() and is_right(word):
                self._by_length.setdefault(len(word), []).append(word)
                self._by_sound.setdefault(sound(word), []).append(word)

    def uses(self, word: str) -> bool:
        """Whether a folded word is a right one that questions or names use."""
        return word in self._usage.counts and self._is_right(word)

    def guesses(self, word: str) -> list[Guess]:
        """The used words that a folded word may be a misspelling of."""
        found = []
        right = self._is_right(word)
        most = 1 if right or len(word) < _SHORTEST_TWICE else 2
        for length in range(len(word) - most, len(word) + most + 1):
            near = process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=most, limit=None
            )
            found += [self._guess(word, other) for other, distance, _ in near if distance]
        if not right and len(word) >= _SHORTEST_HEARD:
            heard = (
                other for other in self._by_sound.get(sound(word), ()) if other[0] == word[0] or word[0] in "kqcsz"
            )
            found += [Guess((self._writings.get(other, other),), _HEARD) for other in heard]
        return found

    def parted(self, run: str) -> list[Guess]:
        """The likeliest words of a long run without blanks: "combienpourlaculture"; none where no words fill it."""
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
        for end in range(1, len(run) + 1):
            ways = []
            for start in range(max(0, end - _LONGEST), end):
                before, word = best[start], run[start:end]
                if before is not None and self.uses(word) and (len(word) > 1 or word in _ONE_LETTER):
                    last = before[1][-1] if before[1] else EDGE
                    ways.append((before[0] + BLANK + self._usage.cost(last, word, _UNUSED), (*before[1], word)))
            best.append(min(ways, default=None))
        found = best[-1]
        return [Guess(found[1], BLANK * len(found[1]))] if found and len(found[1]) > 2 else []

    def _guess(self, typed: str, meant: str) -> Guess:
        return Guess((self._writings.get(meant, meant),), _typing_cost(typed, meant))

    def best(self, slots: list[list[Guess]]) -> list[Guess]:
        """The guess of each slot that makes the likeliest text."""
        paths: list[tuple[float, str, tuple[Guess, ...]]] = [(0.0, EDGE, ())]
        for guesses in [*slots, [Guess((EDGE,))]]:
            paths = [min((self._longer(path, guess) for path in paths), key=lambda p: p[0]) for guess in guesses]
        return list(paths[0][2][:-1])

    def _longer(self, path: tuple[float, str, tuple[Guess, ...]], guess: Guess) -> tuple[float, str, tuple[Guess, ...]]:
        cost, last, chosen = path
        cost += guess.cost
        for word in map(fold, guess.words):
            cost += self._usage.cost(last, word, self._unseen(word))
            last = word
        return cost, last, (*chosen, guess)

    def _unseen(self, word: str) -> float:
        return _UNUSED if self._is_right(word) else _UNHEARD + _PER_LETTER * len(word)


def _typing_cost(typed: str, meant: str) -> float:
    """What the edits from a meant word to the typed one cost."""
    distance = OSA.distance(typed, meant)
    replaced = Levenshtein.editops(typed, meant) if len(typed) == len(meant) else ()
    beside = any((typed[e.src_pos], meant[e.dest_pos]) in _BESIDE for e in replaced if e.tag == "replace")
    near = beside or sorted(typed) == sorted(meant)
    return (_NEAR if near else _EDIT) + _SECOND * (distance - 1)
