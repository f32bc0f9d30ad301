"""Folding of French text, so that accents, case, plurals and small words do not part two writings of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer as snowball

_STEMMER = snowball("french")
# Words that tie a name together without distinguishing it: "parcours de l'étranger" is "parcours étranger".
LINKING_WORDS = frozenset("d de du des l la le les un une en a au aux et pour sur dans par the of for".split())

# Endings of the feminine, with those of the masculine and the length of the shortest word that they are taken off
# ("données" is no feminine of "donné").
_FEMININES = (
    ("elle", "el", 6),
    ("ienne", "ien", 6),
    ("iere", "ier", 6),
    ("gere", "ger", 6),
    ("ee", "e", 7),
)
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 2**16  # that are remembered, with what they are folded to or stand for
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "’": "'", "ʼ": "'", "‘": "'"})


class Word(NamedTuple):
    """A word of a text: its place in the text, its folded form and its key (folded, without plural)."""

    start: int
    end: int
    folded: str

    @property
    def key(self) -> str:
        return singular(self.folded)


class _Folded(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).translate(_LIGATURES))
        self[code] = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        return self[code]


_FOLDED = _Folded()


def phrase(pattern: str) -> re.Pattern[str]:
    """A pattern of French words, whatever their case, and whether the accents that it has are written or left out."""
    written, inside = [], False
    for before, char in zip(f" {pattern}", pattern):
        if before != "\\" and char in "[]":
            inside = char == "["
        plain = fold(char)
        accented = len(plain) == 1 and plain != char.casefold()
        written.append(char if not accented else char + plain if inside else f"[{char}{plain}]")
    return re.compile("".join(written), re.IGNORECASE)


def fold(text: str) -> str:
    """Lower case without accents, ligatures opened, apostrophes made straight. The length may change."""
    return text.translate(_FOLDED)


@lru_cache(maxsize=_MOST_WORDS)
def singular(folded: str) -> str:
    """A folded word without the marks of the plural and the feminine; short words are left as they are."""
    if len(folded) > 3 and folded[-1] in "sx" and not folded.endswith("ss"):
        folded = folded[:-1]
    for feminine, masculine, shortest in _FEMININES:
        if len(folded) >= shortest and folded.endswith(feminine):
            return folded[: -len(feminine)] + masculine
    return folded


@lru_cache(maxsize=_MOST_WORDS)
def _folded_word(word: str) -> str:
    return fold(word)


def words(text: str) -> list[Word]:
    """The words of a text (letters and digits), in order."""
    return [Word(*m.span(), _folded_word(m.group())) for m in _WORD.finditer(text)]


def folded_words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [_folded_word(word) for word in _WORD.findall(text)]


def keys(text: str) -> list[str]:
    """The keys of the words of a text that carry meaning, in order."""
    return [singular(word) for word in folded_words(text) if word not in LINKING_WORDS]


# Taxis are no taxes.
_UNLIKE_THEIR_STEMS = frozenset({"taxi"})


@lru_cache(maxsize=_MOST_WORDS)
def stem(key: str) -> str:
    """The stem of a key, without accents: one for all forms of a word (Snowball's French stemmer)."""
    if key in _UNLIKE_THEIR_STEMS:
        return key
    return fold(_STEMMER.stemWord(key))


def stems(phrase: str) -> tuple[str, ...]:
    """The meaningful words of a phrase, as stems: "réclamait" says what "réclamé" does."""
    return tuple(filter(None, map(_stem_of_word, _WORD.findall(phrase))))


@lru_cache(maxsize=_MOST_WORDS)
def _stem_of_word(word: str) -> str:
    """The stem of a word as it is written; empty where the word carries no meaning."""
    folded = fold(word)
    return "" if folded in LINKING_WORDS else stem(singular(folded))
