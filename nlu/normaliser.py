"""Mending of noisy French, once, before anything else reads the question.

Each word of the text becomes one or several normal words that keep its place: abbreviations and SMS spellings are
written out (abbreviations.yml), missing apostrophes and glued words are parted, misspelt words of names are mended.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.text import LINKING_WORDS, fold

LONGEST_TEXT = 600
_TOKEN = re.compile(r"[^\W\d_]+['’ʼ](?=\w)|\d+(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+[.,]\d+|[^\W_]+|[^\w\s]")
_ELIDED = ("l", "d", "j", "c", "n", "m", "t", "s", "qu")
_PRONOUNS = frozenset("cmnst")  # only before a verb
_VERBAL = frozenset(
    "est etait etaient ont avait avaient aura auront avons avez appelle appelles appellent interesse interessent agit"
    " occupe occupent adresse adressent aide aident apporte apportent oublie oubliez arrive arrivent".split()
)
_GLUED = frozenset("qui que quoi est sont a ont pas plus il ils elle on ce ces se ne c'est".split())
_REPEATED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class Piece:
    """A normal word, and the place in the original text of the word that it comes from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Normalised:
    """A text in normal words."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words, set apart by blanks; an elided word stays with the next one."""
        return "".join(p.text if p.text.endswith("'") else p.text + " " for p in self.pieces).rstrip()

    def places(self) -> list[tuple[int, int, Piece]]:
        """Each word with its place in ``text``."""
        found, position = [], 0
        for piece in self.pieces:
            found.append((position, position + len(piece.text), piece))
            position += len(piece.text) + (0 if piece.text.endswith("'") else 1)
        return found

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original text of a part of ``text``."""
        inside = [piece for low, high, piece in self.places() if low < end and high > start]
        return (inside[0].start, inside[-1].end) if inside else (0, 0)


class Normaliser:
    """Writes noisy French in normal words.

    Args:
        is_right: whether a folded word needs no mending: a French word, or one of a known name.
        closest: the common word that a misspelt one stands for, if any.
    """

    def __init__(
        self,
        is_right: Callable[[str], bool],
        closest: Callable[[str], str | None] = lambda word: None,
        abbreviations: Path = Path(__file__).with_name("abbreviations.yml"),
    ) -> None:
        written = yaml.safe_load(abbreviations.read_text(encoding="utf-8"))
        self._abbreviations = {fold(str(short)): str(long) for short, long in written.items()}
        self._is_right = is_right
        self._closest = closest

    def __call__(self, text: str) -> Normalised:
        """The text in normal words."""
        pieces: list[Piece] = []
        for match in _TOKEN.finditer(clean(text)[:LONGEST_TEXT]):
            pieces += [Piece(word, match.start(), match.end()) for word in self._words(match.group())]
        return Normalised(tuple(pieces))

    def _words(self, token: str) -> list[str]:
        token = token.replace("’", "'").replace("ʼ", "'")
        folded = fold(token)
        if folded in self._abbreviations:
            return _split(self._abbreviations[folded])
        if token.endswith("'") or not token[0].isalpha() or self._is_right(folded):
            return [token]
        squeezed = _REPEATED.sub(r"\1", folded)
        if squeezed in self._abbreviations:
            return _split(self._abbreviations[squeezed])
        if squeezed != folded and self._is_right(squeezed):
            return [squeezed]
        mended = self._closest(folded)
        return self._parted(folded) or [mended or token]

    def _parted(self, folded: str) -> list[str] | None:
        """A word whose apostrophe or blank is missing, parted: "linterieur", "lauréatsdu"."""
        for elided in _ELIDED:
            rest = folded[len(elided) :]
            said = rest in _VERBAL if elided in _PRONOUNS else self._is_right(rest)
            if folded.startswith(elided) and len(rest) > 2 and rest[0] in "aeiouyh" and said:
                return [f"{elided}'", rest]
        for cut in range(len(folded) - 2, 1, -1):
            first, second = folded[:cut], folded[cut:]
            long_enough = all(len(part) > 3 or part in LINKING_WORDS or part in _GLUED for part in (first, second))
            if long_enough and len(folded) > 5 and self._is_right(first) and self._is_right(second):
                return [first, second]
        return None


def clean(text: str) -> str:
    """The text without invisible and control characters, each replaced by a blank so that places hold."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn") else c for c in text)


def _split(words: str) -> list[str]:
    return [m.group().replace("’", "'") for m in _TOKEN.finditer(words)]
