"""Mending of noisy French, once, before anything else reads the question.

Each word of the text becomes one or several normal words that keep its place: abbreviations and SMS spellings are
written out (abbreviations.yml), missing apostrophes and glued words are parted, misspelt words of names are mended.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from knowledge.text import LINKING_WORDS, fold
from nlu.corrector import BLANK, NAME, Corrector, Guess

LONGEST_TEXT = 600
_TOKEN = re.compile(r"[^\W\d_]+['’ʼ](?=\w)|\d+(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+[.,]\d+|[^\W_]+|[^\w\s]")
_ELIDED = ("l", "d", "j", "c", "n", "m", "t", "s", "qu")
_PRONOUNS = frozenset("cmnst")  # only before a verb
_VERBAL = frozenset(
    "est etait etaient ont avait avaient aura auront avons avez appelle appelles appellent interesse interessent agit"
    " occupe occupent adresse adressent aide aident apporte apportent oublie oubliez arrive arrivent".split()
)
_GLUED = frozenset("qui que quoi est sont a ont pas plus il ils elle on ce ces se ne c'est".split())
_AFTER_QUE = ("il", "on", "en", "un", "au")
_VOWELS = "aeiouyh"
_SHORTEST_REST = 5
_SHORTEST_RUN = 12  # letters of several words without blanks
# "sa" before these is "ça", as it sounds: no noun is written so.
_AFTER_CA = frozenset("va fait fai sert coute ouvre vaut donne concerne represente consiste apporte vient".split())
# Before a consonant these are only swallowed.
_WHOLE = {"d'": "de", "j'": "je", "c'": "ce", "l'": "le", "n'": "ne", "s'": "se"}
_SHORTEST_HEARD = 2
# "Contrôle fiscal : 1) montant 2) ministère porteur".
_ENUMERATED = re.compile(r"(^|\s)\d\)(?=\s)")
_REPEATED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class Piece:
    """A normal word, and the place in the original text of the word that it comes from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Normalised:
    """A text in normal words; ``mended`` are what misspelt ones became."""

    pieces: tuple[Piece, ...]
    mended: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The words, set apart by blanks; an elided word stays with the next one."""
        return _joined(p.text for p in self.pieces)

    def rewritten(self, text: str) -> list[tuple[int, int, str]]:
        """The places of the original text whose words became others, in order, with what these are."""
        words: dict[tuple[int, int], list[str]] = {}
        for piece in self.pieces:
            words.setdefault((piece.start, piece.end), []).append(piece.text)
        found = []
        for (start, end), several in words.items():
            normal = _joined(several)
            if normal.casefold() != text[start:end].replace("’", "'").casefold():
                blank = normal.endswith("'") and text[end : end + 1] == " "
                found.append((start, end + blank, normal))
        return found

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
        corrector: chooses between what words may stand for; without one, only what is certain is mended.
    """

    def __init__(
        self,
        is_right: Callable[[str], bool],
        corrector: Corrector | None = None,
        abbreviations: Path = Path(__file__).with_name("abbreviations.yml"),
    ) -> None:
        written = yaml.safe_load(abbreviations.read_text(encoding="utf-8"))
        heard = {str(short): _split(str(long)) for short, long in written.items() if _is_heard(str(short))}
        self._heard = heard  # "lé", which is not "le"
        self._abbreviations = {fold(str(s)): _split(str(long)) for s, long in written.items() if str(s) not in heard}
        self._is_right = is_right
        self._corrector = corrector

    def __call__(self, text: str) -> Normalised:
        """The text in normal words."""
        matches = list(_TOKEN.finditer(clean(text)[:LONGEST_TEXT]))
        shouted = text.isupper()
        guesses = [self._guesses(m.group(), place > 0 and not shouted) for place, m in enumerate(matches)]
        if self._corrector is not None and any(len(several) > 1 for several in guesses):
            chosen = self._corrector.best(guesses)
        else:
            chosen = [first for first, *_ in guesses]
        pieces = _as_it_sounds(Piece(word, *m.span()) for m, guess in zip(matches, chosen) for word in guess.words)
        mended = (Piece(_joined(guess.words), *m.span()) for m, guess in zip(matches, chosen) if guess.cost > 0)
        return Normalised(pieces, tuple(mended))

    def _guesses(self, token: str, inside: bool) -> list[Guess]:
        """What a token may stand for; the first is right where nothing chooses.

        Args:
            inside: whether a capital shows a name: not that of a first word, nor those of a shouted message.
        """
        token = token.replace("’", "'").replace("ʼ", "'")
        folded = fold(token)
        if token.casefold() in self._heard:
            return [Guess(self._heard[token.casefold()])]
        squeezed = _REPEATED.sub(r"\1", folded)
        for spelling in (folded, squeezed):
            if spelling in self._abbreviations:
                return [Guess(self._abbreviations[spelling])]
        if token.endswith("'") or not token.isalpha() or self._is_certain(folded):
            return [Guess((token,))]
        if squeezed != folded and self._is_right(squeezed):
            return [Guess((squeezed,))]
        as_typed = Guess((token,), -NAME if inside and token[0].isupper() else 0.0)
        right = self._is_right(folded)
        parted = self._elided(folded) if right else self._parted(folded)
        if self._corrector is None:
            return [*parted, as_typed]
        if not right and len(folded) >= _SHORTEST_RUN:
            parted += self._corrector.parted(folded)
        misspelt = self._corrector.guesses(folded)
        return [as_typed, *parted, *misspelt, *([] if right else self._parted_misspelt(folded, self._corrector))]

    def _is_certain(self, folded: str) -> bool:
        return self._is_right(folded) and (self._corrector is None or self._corrector.uses(folded))

    def _parted(self, folded: str) -> list[Guess]:
        """A word whose apostrophe or blank is missing, parted: "linterieur", "lauréatsdu"."""
        found = []
        for elided in _ELIDED:
            rest = folded[len(elided) :]
            said = rest in _VERBAL if elided in _PRONOUNS else self._is_right(rest)
            long_enough = len(rest) > 2 or (elided == "qu" and rest in _AFTER_QUE)
            if folded.startswith(elided) and long_enough and rest[0] in _VOWELS and said:
                found.append(Guess((f"{elided}'", rest), BLANK))
        if folded[0] == "j" and len(folded) > 3 and folded[1] not in _VOWELS and self._is_right(folded[1:]):
            found.append(Guess(("je", folded[1:])))
        for first, second in _cuts(folded):
            if self._is_right(first) and self._is_right(second):
                found.append(Guess((first, second), BLANK))
        return found

    def _elided(self, folded: str) -> list[Guess]:
        """A right word that nobody uses, parted where its rest is used: "larmée" is rather "l'armée" than of "larmer"."""
        rest = folded[1:]
        used = self._corrector is not None and self._corrector.uses(rest)
        elided = folded[0] in "ld" and len(rest) >= _SHORTEST_REST and rest[0] in _VOWELS
        return [Guess((f"{folded[0]}'", rest), -2 * BLANK)] if used and elided else []

    def _parted_misspelt(self, folded: str, corrector: Corrector) -> list[Guess]:
        """A word whose apostrophe or blank is missing, with a typo in one of its parts: "lintrieur"."""
        found = []
        for elided in _ELIDED:
            rest = folded[len(elided) :]
            if elided not in _PRONOUNS and folded.startswith(elided) and len(rest) > 2:
                near = (g for g in corrector.guesses(rest) if fold(g.words[0])[0] in _VOWELS)
                found += [Guess((f"{elided}'", *g.words), g.cost + BLANK) for g in near]
        for first, second in _cuts(folded):
            if corrector.uses(first):
                found += [Guess((first, *g.words), g.cost + BLANK) for g in corrector.guesses(second)]
            elif corrector.uses(second):
                found += [Guess((*g.words, second), g.cost + BLANK) for g in corrector.guesses(first)]
        return found


def _as_it_sounds(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The words, "sa" written "ça" before a verb that it cannot belong to, "le - cher" written "le moins cher".

    What is elided before a consonant, as one speaks, is whole again: "d'combien", "c'que".
    """
    words = tuple(pieces)
    before = ("", *(fold(p.text) for p in words[:-1]))
    ends = (0, *(p.end for p in words[:-1]))
    following = (*(fold(p.text) for p in words[1:]), "")
    return tuple(
        replace(piece, text=_WHOLE[piece.text.casefold()])
        if piece.text.casefold() in _WHOLE and after.isalpha() and after[0] not in _VOWELS
        else replace(piece, text={"+": "plus", "-": "moins"}[piece.text])  # "+ ou -"
        if (piece.text == "+" and after == "ou") or (piece.text == "-" and first == "ou")
        else replace(piece, text="et")  # "é l'autre ?"
        if piece.text.casefold() == "é" and not first
        else replace(piece, text="ça")
        if fold(piece.text) == "sa" and after in _AFTER_CA
        else replace(piece, text="moins")
        # Not the hyphens of Nogent-le-Rotrou.
        if piece.text == "-" and piece.start > end and first in ("le", "la", "les") and after.isalpha()
        else piece
        for first, end, piece, after in zip(before, ends, words, following)
    )


def _is_heard(short: str) -> bool:
    """Whether a short writing means something for its accent: "lé" is "les", as it sounds."""
    return len(short) <= _SHORTEST_HEARD and fold(short) != short


def _cuts(folded: str) -> Iterator[tuple[str, str]]:
    """The ways to cut a long word in two that are long enough or small words of grammar; the longest first part first."""
    for cut in range(len(folded) - 2, 1, -1) if len(folded) > 5 else ():
        parts = folded[:cut], folded[cut:]
        if all(len(part) > 3 or part in LINKING_WORDS or part in _GLUED for part in parts):
            yield parts


def clean(text: str) -> str:
    """The text without invisible and control characters, nor the numbers of a list, replaced so that places hold."""
    text = _ENUMERATED.sub(lambda m: m[1] + ";" + " " * (len(m[0]) - len(m[1]) - 1), text)
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn") else c for c in text)


def _joined(words: Iterable[str]) -> str:
    return "".join(word if word.endswith("'") else word + " " for word in words).rstrip()


def _split(words: str) -> tuple[str, ...]:
    return tuple(m.group().replace("’", "'") for m in _TOKEN.finditer(words))
